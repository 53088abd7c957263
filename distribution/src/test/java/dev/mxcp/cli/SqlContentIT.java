package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rows that are blocks of content. One server for all tests: none of them changes anything. */
@Timeout(180)
class SqlContentIT {

    @TempDir
    static Path root;

    private static InstalledMxcp mxcp;
    private static InstalledMxcp.Server server;

    @BeforeAll
    static void serve() throws Exception {
        file("mxcp-site.yml", "mxcp: 1\nproject: pictures\nprofile: default\n");
        file("tools/every.yml", """
                tool:
                  name: every
                  content: blocks
                  parameters: [{name: year, type: integer}]
                  source:
                    code: |
                      SELECT 'text' AS type, 'Sales of ' || $year AS text
                      UNION ALL BY NAME
                      SELECT 'image' AS type, '\\x89PNG'::BLOB AS data, 'image/png' AS mimeType,
                        {'audience': ['user'], 'priority': 0.5, 'lastModified': DATE '2024-01-31'} AS annotations
                      UNION ALL BY NAME
                      SELECT 'audio' AS type, 'RIFF'::BLOB AS data, 'audio/wav' AS mimeType
                      UNION ALL BY NAME
                      SELECT 'resource' AS type,
                        {'uri': 'sales://' || $year, 'mimeType': 'text/csv', 'text': 'a,b'} AS resource
                      UNION ALL BY NAME
                      SELECT 'resource_link' AS type, 'sales://last' AS uri, 'last' AS name, 'Last year' AS title,
                        12 AS size, MAP {'com.example/page': 7} AS _meta
                """);
        file("tools/plain.yml", """
                tool:
                  name: plain
                  source: {code: "SELECT 'image' AS type, 'AQI=' AS data, 'image/png' AS mimeType"}
                """);
        file(
                "tools/none.yml",
                "tool: {name: none, content: blocks, source: {code: SELECT 'text' AS type WHERE false}}");
        file("tools/wrong.yml", """
                tool:
                  name: wrong
                  content: blocks
                  source:
                    code: SELECT 'text' AS type, 'secret' AS text UNION ALL SELECT 'video', 'secret'
                """);
        file("resources/files.yml", """
                resource:
                  uri: files://all
                  content: blocks
                  source:
                    code: |
                      SELECT 'resource' AS type, unnest([
                        {'uri': 'files://a', 'mimeType': 'text/plain', 'text': 'a', 'blob': NULL::BLOB},
                        {'uri': 'files://b', 'mimeType': 'image/png', 'text': NULL, 'blob': '\\x89PNG'::BLOB}]) AS resource
                """);
        file("prompts/look.yml", """
                prompt:
                  name: look
                  source:
                    code: |
                      SELECT 'user' AS role, 'What is this?' AS prompt
                      UNION ALL BY NAME
                      SELECT 'user' AS role,
                        {'type': 'image', 'data': '\\x89PNG'::BLOB, 'mimeType': 'image/png', 'uri': NULL} AS content
                """);
        mxcp = new InstalledMxcp(root);
        server = mxcp.serve();
    }

    private static void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static BothEras calls() {
        return new BothEras(server.calls());
    }

    @Test
    void aToolAnswersEveryTypeOfBlockWithItsDetails() throws Exception {
        assertThat(calls().content("every", Map.of("year", 2024))).isEqualTo(json("""
                [{"type": "text", "text": "Sales of 2024"},
                 {"type": "image", "data": "iVBORw==", "mimeType": "image/png",
                  "annotations": {"audience": ["user"], "priority": 0.5, "lastModified": "2024-01-31T00:00:00Z"}},
                 {"type": "audio", "data": "UklGRg==", "mimeType": "audio/wav"},
                 {"type": "resource", "resource": {"uri": "sales://2024", "mimeType": "text/csv", "text": "a,b"}},
                 {"type": "resource_link", "uri": "sales://last", "name": "last", "title": "Last year", "size": 12,
                  "_meta": {"com.example/page": 7}}]
                """));
    }

    @Test
    void rowsStayValuesUnlessTheEndpointSaysOtherwise() throws Exception {
        var content = calls().content("plain", Map.of());

        assertThat(content.at("/0/type").asString()).isEqualTo("text");
        assertThat(content.at("/0/text").asString()).contains("\"type\": \"image\"", "\"data\": \"AQI=\"");
    }

    @Test
    void noRowsAreNoBlocks() throws Exception {
        assertThat(calls().content("none", Map.of())).isEmpty();
    }

    @Test
    void aRowThatIsNoBlockIsToldWithoutItsValues() throws Exception {
        var content = calls().content("wrong", Map.of());

        assertThat(content.at("/0/text").asString())
                .contains("block 2 of the answer is not valid: its type must be text, image, audio, resource")
                .doesNotContain("secret");
    }

    @Test
    void aResourceConsistsOfSeveral() throws Exception {
        assertThat(calls().contents("files://all")).isEqualTo(json("""
                [{"uri": "files://a", "mimeType": "text/plain", "text": "a"},
                 {"uri": "files://b", "mimeType": "image/png", "blob": "iVBORw=="}]
                """));
    }

    @Test
    void aPromptShowsAPictureOfTheDatabase() throws Exception {
        assertThat(calls().messages("look", Map.of())).isEqualTo(json("""
                [{"role": "user", "content": {"type": "text", "text": "What is this?"}},
                 {"role": "user", "content": {"type": "image", "data": "iVBORw==", "mimeType": "image/png"}}]
                """));
    }

    @Test
    void theCommandLineShowsTheBlocks() throws Exception {
        var result = mxcp.run(List.of("run", "tool", "every", "-p", "year=2024", "--json-output"));

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(json(result.out()).at("/result/1/data").asString()).isEqualTo("iVBORw==");
    }

    @Test
    void columnsThatNoBlockHasAreToldBeforeAnythingRuns(@TempDir Path other) throws Exception {
        Files.createDirectories(other.resolve("tools"));
        Files.writeString(other.resolve("mxcp-site.yml"), "mxcp: 1\nproject: wrong\nprofile: default\n");
        Files.writeString(other.resolve("tools/columns.yml"), """
                tool:
                  name: columns
                  content: blocks
                  source: {code: "SELECT 'image' AS kind, 'x' AS mime_type"}
                """);
        Files.writeString(other.resolve("tools/both.yml"), """
                tool:
                  name: both
                  content: blocks
                  return: {type: array}
                  source: {code: "SELECT 'text' AS type"}
                """);

        var result = new InstalledMxcp(other).run(List.of("validate"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out() + result.err())
                .contains("tools/columns.yml:1:1: the statement answers no column 'type'")
                .contains("tools/columns.yml:1:1: a block of content has no 'mime_type'; did you mean 'mimeType'?")
                .contains("tools/both.yml:3:12: an endpoint that answers blocks of content has no value for 'return'");
    }

    private static JsonNode json(String text) {
        return Json.mapper().readTree(text);
    }
}
