package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.core.project.SecretResolvers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that a project's files say about their endpoints reaches clients of both eras, and nothing else does. */
@Timeout(30)
class ListedDetailsTest {

    private static final String TOOL = """
            mxcp: 1
            tool:
              name: pay
              annotations:
                title: Pays
                readOnlyHint: false
                destructiveHint: true
                idempotentHint: true
                openWorldHint: false
              parameters: [{name: who, type: string, description: Whom}]
              return: {type: integer, description: How much}
              source: {code: select 1}
            """;

    private static final String RESOURCE = """
            mxcp: 1
            resource:
              mime_type: text/plain
              annotations: {audience: [user, assistant], priority: 0.5, lastModified: 2026-03-31T09:00:00Z}
              source: {code: select 1}
            """;

    private static final String STATIC = RESOURCE + """
            uri: "data://rates"
            size: 7
            """.indent(2);

    private static final String TEMPLATE = RESOURCE + """
            uri: "data://rates/{day}"
            parameters: [{name: day, type: string}]
            """.indent(2);

    private static final String PROMPT = """
            mxcp: 1
            prompt:
              name: ask
              parameters: [{name: who, type: string, description: Whom}, {name: how, type: string, default: well}]
              messages: [{prompt: Hello}]
            """;

    /** What every kind of endpoint can say. */
    private static final String DETAILS = """
            title: A title
            description: What it does
            tags: [money, daily]
            icons:
              - {src: "https://x.example/i.png", mime_type: image/png, sizes: [48x48, 96x96], theme: dark}
              - {src: "https://x.example/i.svg"}
            """.indent(2);

    private static final String TOLD = """
            "title": "A title",
            "description": "What it does",
            "icons": [
              {"src": "https://x.example/i.png", "mimeType": "image/png", "sizes": ["48x48", "96x96"], "theme": "dark"},
              {"src": "https://x.example/i.svg"}],
            "_meta": {"dev.mxcp/tags": ["money", "daily"]}
            """;

    private static final String LISTED = """
            {"tools": [{
                "name": "pay",
                "annotations": {
                  "title": "Pays",
                  "readOnlyHint": false,
                  "destructiveHint": true,
                  "idempotentHint": true,
                  "openWorldHint": false},
                "inputSchema": {
                  "type": "object",
                  "properties": {"who": {"type": ["string", "null"], "description": "Whom"}},
                  "required": ["who"],
                  "additionalProperties": false},
                "outputSchema": {
                  "type": "object",
                  "properties": {"result": {"type": ["integer", "null"], "description": "How much"}},
                  "required": ["result"]},
                DETAILS}],
             "resources": [{
                "uri": "data://rates",
                "name": "data://rates",
                "mimeType": "text/plain",
                "size": 7,
                "annotations": {
                  "audience": ["user", "assistant"], "priority": 0.5, "lastModified": "2026-03-31T09:00:00Z"},
                DETAILS}],
             "resourceTemplates": [{
                "uriTemplate": "data://rates/{day}",
                "name": "data://rates/{day}",
                "mimeType": "text/plain",
                "annotations": {
                  "audience": ["user", "assistant"], "priority": 0.5, "lastModified": "2026-03-31T09:00:00Z"},
                DETAILS}],
             "prompts": [{
                "name": "ask",
                "arguments": [{"name": "who", "description": "Whom", "required": true}, {"name": "how"}],
                DETAILS}]}
            """.replace("DETAILS", TOLD);

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "tools/list, tools",
        "resources/list, resources",
        "resources/templates/list, resourceTemplates",
        "prompts/list, prompts"
    })
    void anEntryHasAllThatIsSaidOfItInBothEras(String method, String key) throws Exception {
        var expected = ((Map<?, ?>) Json.read(LISTED)).get(key);
        try (var server = new TestingServer(project());
                var session = server.client();
                var modern = new ModernClient(server.http)) {
            var old = (Map<?, ?>) session.answer(method, "{}").get("result");
            assertThat(old.get(key)).isEqualTo(expected);
            assertThat(modern.result(modern.request(method, Map.of())).get(key)).isEqualTo(expected);
        }
    }

    private TestingProject project() throws IOException, ProjectException {
        file("mxcp-site.yml", "mxcp: 1\nproject: shop\nprofile: dev\n");
        file("tools/pay.yml", TOOL + DETAILS);
        file("resources/rates.yml", STATIC + DETAILS);
        file("resources/rates-of-day.yml", TEMPLATE + DETAILS);
        file("prompts/ask.yml", PROMPT + DETAILS);
        var loaded = ProjectLoader.load(
                ProjectOptions.of(root).withHome(root).withEnvironment(Map.of()), SecretResolvers.none());
        assertThat(loaded.problems()).isEmpty();
        var project = new TestingProject();
        loaded.endpoints().forEach(definition -> project.defined(definition, _ -> ok(1)));
        return project;
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
