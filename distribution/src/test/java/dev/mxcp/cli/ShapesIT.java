package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mxcp.cli.InstalledMxcp.Server;
import dev.mxcp.core.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** The shapes on the wire that clients of existing projects know. */
class ShapesIT {

    @TempDir
    private static Path directory;

    private static ProjectCopy project;
    private static Server server;

    @BeforeAll
    static void serve() throws Exception {
        project = ProjectCopy.ofFixture("shapes", directory);
        server = new InstalledMxcp(project.root()).serve();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCallHasItsShape() throws Exception {
        return project.expected()
                .path("calls")
                .valueStream()
                .map(call ->
                        dynamicTest(call.path("tool").asString() + " " + call.path("arguments"), () -> check(call)));
    }

    private static void check(JsonNode call) throws Exception {
        var arguments = Json.mapper().convertValue(call.path("arguments"), new TypeReference<Map<String, Object>>() {});
        var answer = server.calls().tool(call.path("tool").asString(), arguments);

        assertThat(answer.path("isError").asBoolean())
                .as(answer.toString())
                .isEqualTo(call.path("isError").asBoolean());
        if (call.has("mentions")) {
            assertThat(answer.path("content").path(0).path("text").asString())
                    .contains(call.path("mentions")
                            .valueStream()
                            .map(JsonNode::asString)
                            .toList());
        }
        if (call.has("texts")) {
            assertThat(answer.path("content").size())
                    .isEqualTo(call.path("texts").asInt());
        }
        if (call.has("text")) {
            assertThat(answer.path("content").path(0).path("text").asString())
                    .isEqualTo(call.path("text").asString());
        }
        if (call.path("structured").isNull()) {
            assertThat(answer.has("structuredContent")).isFalse();
        } else if (call.has("structured")) {
            assertThat(PlainJson.of(answer.path("structuredContent"))).isEqualTo(PlainJson.of(call.path("structured")));
        }
    }

    @Test
    void everyToolIsListedWithItsSchemas() throws Exception {
        var listed = server.calls().call("tools/list", Map.of()).path("result").path("tools");

        assertThat(PlainJson.of(listed))
                .isEqualTo(PlainJson.of(project.expected().path("tools")));
    }

    @Test
    void anUnknownToolIsAProtocolError() throws Exception {
        var answer = server.calls().call("tools/call", Map.of("name", "nope", "arguments", Map.of()));

        assertThat(answer.path("error").path("code").asInt()).isEqualTo(-32602);
        assertThat(answer.path("error").path("message").asString()).contains("nope");
    }

    @Test
    void aPromptIsRendered() throws Exception {
        var answer = server.calls().call("prompts/get", Map.of("name", "greet", "arguments", Map.of("who", "Ada")));

        assertThat(answer.at("/result/messages/0/role").asString()).isEqualTo("user");
        assertThat(answer.at("/result/messages/0/content/text").asString()).isEqualTo("Greet Ada.");
    }

    @Test
    void aPromptWithoutItsArgumentIsRefused() throws Exception {
        var answer = server.calls().call("prompts/get", Map.of("name", "greet", "arguments", Map.of()));

        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32602);
        assertThat(answer.at("/error/message").asString()).contains("who");
    }

    @Test
    void anUnknownResourceIsAProtocolError() throws Exception {
        var answer = server.calls().call("resources/read", Map.of("uri", "nope://thing"));

        assertThat(answer.at("/error/code").asInt()).isEqualTo(-32002);
    }
}
