package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The era without sessions over the transports of the official Java SDK, through many steps with the distribution. The
 * SDK's client itself knows sessions only ({@link JavaClientIT}).
 */
class JavaModernClientIT {

    private static final String WATCHED = "test://watched-resource";

    @TempDir
    private static Path folder;

    private static ConformanceServer project;

    @BeforeAll
    static void project() throws Exception {
        project = ConformanceServer.in(folder).withSmallPages();
    }

    @Test
    void everyStepWorksOverHttp() throws Exception {
        var port = InstalledMxcp.freePort();
        var server = project.serveAt(port);
        try (var client = new ModernJavaClient(http(port))) {
            doEverything(client);
            cancelByGoingAway(client, http(port));
            new TaskSteps(client).takeAll("http");
            server.close();
            server = project.serveAt(port);
            // there is no session that could have been lost
            assertThat(greeting(client)).isEqualTo("Hello, Ada!");
        } finally {
            server.close();
        }
    }

    @Test
    void everyStepWorksOverStdio() throws Exception {
        try (var client = new ModernJavaClient(stdio())) {
            doEverything(client);
            cancelByNotification(client);
            new TaskSteps(client).takeAll("stdio");
        }
        try (var client = new ModernJavaClient(stdio())) {
            assertThat(greeting(client)).isEqualTo("Hello, Ada!");
        }
    }

    private static void doEverything(ModernJavaClient client) throws Exception {
        var discovered = client.request("server/discover", Map.of());
        assertThat((List<?>) discovered.get("supportedVersions")).asString().contains(ModernJavaClient.VERSION);
        list(client);
        assertThat(greeting(client)).isEqualTo("Hello, Ada!");
        var unknown = client.answer("tools/call", Map.of("name", "no_such_tool", "arguments", Map.of()));
        assertThat(unknown.error().code()).isEqualTo(-32602);
        client.request("tools/call", call("test_tool_with_progress"));
        for (var expected : new int[] {0, 50, 100}) {
            assertThat(((Number) client.next("notifications/progress").get("progress")).intValue())
                    .isEqualTo(expected);
        }
        answerQuestions(client);
        seeChanges(client);
    }

    private static void list(ModernJavaClient client) throws Exception {
        var names = new HashSet<Object>();
        var pages = 1;
        var page = client.request("tools/list", Map.of());
        while (true) {
            ((List<?>) page.get("tools")).forEach(tool -> names.add(((Map<?, ?>) tool).get("name")));
            if (!(page.get("nextCursor") instanceof String cursor)) {
                break;
            }
            page = client.request("tools/list", Map.of("cursor", cursor));
            pages++;
        }
        assertThat(pages).isGreaterThan(2);
        assertThat(names).contains("greet", "test_simple_text");
        assertThat((List<?>) client.request("prompts/list", Map.of()).get("prompts"))
                .isNotEmpty();
        assertThat((List<?>) client.request("resources/list", Map.of()).get("resources"))
                .isNotEmpty();
    }

    private static void answerQuestions(ModernJavaClient client) throws Exception {
        var form = Map.of("action", "accept", "content", Map.of("name", "Alice"));
        assertThat(answerAQuestion(client, "test_input_required_result_elicitation", "elicitation/create", form))
                .isEqualTo("Hello, Alice!");
        var sampled =
                Map.of("role", "assistant", "content", Map.of("type", "text", "text", "Paris"), "model", "testing");
        assertThat(answerAQuestion(client, "test_input_required_result_sampling", "sampling/createMessage", sampled))
                .isEqualTo("The client says: Paris");
    }

    private static String answerAQuestion(ModernJavaClient client, String tool, String method, Map<String, ?> answer)
            throws Exception {
        var asked = client.request("tools/call", call(tool));
        assertThat(asked.get("resultType")).isEqualTo("input_required");
        var question =
                ((Map<?, ?>) asked.get("inputRequests")).entrySet().iterator().next();
        assertThat(((Map<?, ?>) question.getValue()).get("method")).isEqualTo(method);
        return text(client.request(
                "tools/call",
                Map.of(
                        "name", tool,
                        "arguments", Map.of(),
                        "requestState", asked.get("requestState"),
                        "inputResponses", Map.of(question.getKey(), answer))));
    }

    private static void seeChanges(ModernJavaClient client) throws Exception {
        var wishes = Map.of(
                "toolsListChanged", true,
                "promptsListChanged", true,
                "resourcesListChanged", true,
                "resourceSubscriptions", List.of(WATCHED));
        client.send("subscriptions/listen", Map.of("notifications", wishes));
        client.next("notifications/subscriptions/acknowledged");
        client.request("tools/call", call("test_trigger_tool_change"));
        client.next("notifications/tools/list_changed");
        client.request("tools/call", call("test_trigger_prompt_change"));
        client.next("notifications/prompts/list_changed");
        client.request("tools/call", call("test_trigger_resource_list_change"));
        client.next("notifications/resources/list_changed");
        client.request("tools/call", call("test_trigger_resource_change"));
        assertThat(client.next("notifications/resources/updated").get("uri")).isEqualTo(WATCHED);
    }

    private static void cancelByNotification(ModernJavaClient client) throws Exception {
        var slow = compute(client, "stdio");
        client.notify("notifications/cancelled", Map.of("requestId", slow.id()));
        assertWasCancelled(client, "stdio");
        // an answer to it would have come before this one
        client.request("server/discover", Map.of());
        assertThat(slow.answer()).isNotDone();
    }

    private static void cancelByGoingAway(ModernJavaClient client, McpClientTransport transport) throws Exception {
        try (var other = new ModernJavaClient(transport)) {
            compute(other, "http");
        }
        assertWasCancelled(client, "http");
    }

    /** A call that takes longer than the test, and runs. */
    private static ModernJavaClient.Pending compute(ModernJavaClient client, String label) throws Exception {
        var arguments = Map.of("seconds", 120, "label", label);
        var slow = client.send("tools/call", Map.of("name", "slow_compute", "arguments", arguments));
        client.next("notifications/progress");
        return slow;
    }

    private static void assertWasCancelled(ModernJavaClient client, String label) throws Exception {
        var seen =
                client.request("tools/call", Map.of("name", "test_was_cancelled", "arguments", Map.of("label", label)));
        assertThat(text(seen)).isEqualTo(label + " was cancelled.");
    }

    private static String greeting(ModernJavaClient client) throws Exception {
        return text(client.request("tools/call", Map.of("name", "greet", "arguments", Map.of("name", "Ada"))));
    }

    private static Map<String, Object> call(String tool) {
        return Map.of("name", tool, "arguments", Map.of());
    }

    private static String text(Map<?, ?> result) {
        return String.valueOf(((Map<?, ?>) ((List<?>) result.get("content")).getFirst()).get("text"));
    }

    private static McpClientTransport http(int port) {
        return HttpClientStreamableHttpTransport.builder("http://localhost:" + port)
                .httpRequestCustomizer((request, method, uri, body, context) -> repeatInHeaders(request, body))
                .build();
    }

    /** What the era asks of a client: headers that say what the body says. */
    private static void repeatInHeaders(HttpRequest.Builder request, String body) {
        if (body == null) {
            return;
        }
        JsonNode message = Json.mapper().readTree(body);
        request.setHeader("MCP-Protocol-Version", ModernJavaClient.VERSION);
        request.setHeader("Mcp-Method", message.path("method").asString());
        var params = message.path("params");
        Stream.of("name", "uri", "taskId")
                .map(params::path)
                .filter(JsonNode::isString)
                .findFirst()
                .ifPresent(name -> request.setHeader("Mcp-Name", name.asString()));
    }

    private static McpClientTransport stdio() {
        return new StdioClientTransport(JavaClientIT.served(project), McpJsonDefaults.getMapper());
    }
}
