package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Content that Python functions make, as clients get it. One server for all tests: none of them changes anything. */
@Timeout(180)
class PythonContentIT {

    private static final String CODE = """
            from datetime import datetime, timezone

            from mxcp.runtime import mcp

            PNG = b"\\x89PNG"
            NEW_YEAR = datetime(2024, 1, 1, tzinfo=timezone.utc)


            def every(year):
                return [
                    f"Sales of {year}",
                    mcp.image(PNG).described(audience="user", priority=0.5, last_modified=NEW_YEAR),
                    mcp.audio(b"RIFF").described(meta={"com.example/page": 7}),
                    mcp.resource(f"sales://{year}", "a,b", "text/csv"),
                    mcp.resource("sales://raw", b"\\x00\\x01", "application/octet-stream").described(priority=1.0),
                    mcp.resource_link(
                        "sales://last",
                        "last",
                        "text/csv",
                        title="Last year",
                        description="By month",
                        size=12,
                        icons=[{"src": "https://example.com/s.png", "mime_type": "image/png", "sizes": ["48x48"]}],
                    ).described(audience=["user", "assistant"]),
                    {"total": 7},
                ]


            def both():
                return mcp.answer({"total": 7}, mcp.image(PNG))


            def only_content():
                return mcp.image(PNG)


            def dicts():
                return ["see", {"type": "image", "data": PNG, "mimeType": "image/png"}]


            async def look(topic):
                return [mcp.text(f"What of {topic}?"), mcp.image(PNG), mcp.resource("notes://x", "x", "text/plain")]


            def talk():
                return [
                    {"role": "user", "prompt": "What is this?"},
                    {"role": "user", "content": {"type": "image", "data": PNG, "mimeType": "image/png"}},
                    {"role": "assistant", "content": {"type": "text", "text": "A picture."}},
                ]


            def files():
                return [
                    mcp.resource("files://a", "a", "text/plain").described(meta={"com.example/page": 1}),
                    mcp.resource("files://b", PNG, "image/png"),
                ]
            """;

    @TempDir
    static Path root;

    private static InstalledMxcp.Server server;

    @BeforeAll
    static void serve() throws Exception {
        file("mxcp-site.yml", "mxcp: 1\nproject: pictures\nprofile: default\n");
        file("python/pictures.py", CODE);
        tool("every", "parameters: [{name: year, type: integer}]");
        tool("both", "return: {type: object}");
        tool("only_content", "return: {type: object}");
        tool("dicts", "content: blocks");
        endpoint("prompt", "name: look", "look", "parameters: [{name: topic, type: string}]");
        endpoint("prompt", "name: talk", "talk", "parameters: []");
        endpoint("resource", "uri: 'files://all'", "files", "parameters: []");
        PythonForTests.bareEnvironment(root.resolve(".venv"));
        server = new InstalledMxcp(root).serve();
    }

    private static void tool(String function, String more) throws IOException {
        endpoint("tool", "name: " + function, function, more);
    }

    private static void endpoint(String kind, String name, String function, String more) throws IOException {
        file("%ss/%s.yml".formatted(kind, function), """
                %s:
                  %s
                  %s
                  language: python
                  source: {file: ../python/pictures.py, function: %s}
                """.formatted(kind, name, more, function));
    }

    private static void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    private static BothEras calls() {
        return new BothEras(server.calls());
    }

    @Test
    void aToolAnswersEveryTypeOfBlockWithItsDetails() throws Exception {
        assertThat(calls().content("every", Map.of("year", 2024))).isEqualTo(json("""
                [{"type": "text", "text": "Sales of 2024"},
                 {"type": "image", "data": "iVBORw==", "mimeType": "image/png",
                  "annotations": {"audience": ["user"], "priority": 0.5, "lastModified": "2024-01-01T00:00:00Z"}},
                 {"type": "audio", "data": "UklGRg==", "mimeType": "audio/wav", "_meta": {"com.example/page": 7}},
                 {"type": "resource", "resource": {"uri": "sales://2024", "mimeType": "text/csv", "text": "a,b"}},
                 {"type": "resource", "annotations": {"priority": 1.0},
                  "resource": {"uri": "sales://raw", "mimeType": "application/octet-stream", "blob": "AAE="}},
                 {"type": "resource_link", "uri": "sales://last", "name": "last", "mimeType": "text/csv",
                  "title": "Last year", "description": "By month", "size": 12,
                  "annotations": {"audience": ["user", "assistant"]},
                  "icons": [{"src": "https://example.com/s.png", "mimeType": "image/png", "sizes": ["48x48"]}]},
                 {"type": "text", "text": "{\\"total\\":7}"}]
                """));
    }

    @Test
    void programsGetDataWherePeopleGetContent() throws Exception {
        var params = Map.of("name", "both", "arguments", Map.of());

        assertThat(calls().part("structuredContent", "tools/call", params)).isEqualTo(json("{\"total\": 7}"));
        assertThat(calls().content("both", Map.of()))
                .isEqualTo(json("[{\"type\": \"image\", \"data\": \"iVBORw==\", \"mimeType\": \"image/png\"}]"));
    }

    @Test
    void contentAloneHasNoData() throws Exception {
        var params = Map.of("name", "only_content", "arguments", Map.of());

        assertThat(calls().part("structuredContent", "tools/call", params)).isEmpty();
        assertThat(calls().content("only_content", Map.of()).at("/0/type").asString())
                .isEqualTo("image");
    }

    @Test
    void dictsAreBlocksWhereTheToolSaysSo() throws Exception {
        assertThat(calls().content("dicts", Map.of())).isEqualTo(json("""
                [{"type": "text", "text": "see"}, {"type": "image", "data": "iVBORw==", "mimeType": "image/png"}]
                """));
    }

    @Test
    void whatAPromptAnswersAsContentIsSaidByTheUser() throws Exception {
        assertThat(calls().messages("look", Map.of("topic", "sales"))).isEqualTo(json("""
                [{"role": "user", "content": {"type": "text", "text": "What of sales?"}},
                 {"role": "user", "content": {"type": "image", "data": "iVBORw==", "mimeType": "image/png"}},
                 {"role": "user", "content":
                   {"type": "resource", "resource": {"uri": "notes://x", "mimeType": "text/plain", "text": "x"}}}]
                """));
    }

    @Test
    void aPromptOfMessagesSaysWhoSpeaks() throws Exception {
        assertThat(calls().messages("talk", Map.of())).isEqualTo(json("""
                [{"role": "user", "content": {"type": "text", "text": "What is this?"}},
                 {"role": "user", "content": {"type": "image", "data": "iVBORw==", "mimeType": "image/png"}},
                 {"role": "assistant", "content": {"type": "text", "text": "A picture."}}]
                """));
    }

    @Test
    void aResourceConsistsOfSeveral() throws Exception {
        assertThat(calls().contents("files://all")).isEqualTo(json("""
                [{"uri": "files://a", "mimeType": "text/plain", "text": "a", "_meta": {"com.example/page": 1}},
                 {"uri": "files://b", "mimeType": "image/png", "blob": "iVBORw=="}]
                """));
    }

    private static JsonNode json(String text) {
        return Json.mapper().readTree(text);
    }
}
