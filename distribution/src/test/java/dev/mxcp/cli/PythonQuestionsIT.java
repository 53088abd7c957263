package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Python functions ask their client: in a session, between calls, and in a task. One server for all tests. */
@Timeout(180)
class PythonQuestionsIT {

    private static final String CODE = """
            from mxcp.runtime import mcp

            NAME = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
            runs = {}


            def run(trip):
                runs[trip] = runs.get(trip, 0) + 1
                return runs[trip]


            def plain(trip):
                number = run(trip)
                answer = mcp.elicit("Who travels?", NAME)
                if not answer.accepted:
                    return f"nobody travels: {answer.action}"
                wish = mcp.sample(f"A wish for {answer.content['name']}", max_tokens=20)
                return f"{answer.content['name']}: {wish}, run {number}"


            async def awaiting(trip):
                number = run(trip)
                answer = await mcp.elicit("Who travels?", NAME)
                if not answer.accepted:
                    return f"nobody travels: {answer.action}"
                wish = await mcp.sample(f"A wish for {answer.content['name']}", max_tokens=20)
                return f"{answer.content['name']}: {wish}, run {number}"


            def at_once(trip):
                number = run(trip)
                answers = mcp.ask({"who": mcp.form("Who travels?", NAME), "wish": mcp.completion("A wish", max_tokens=20)})
                return f"{answers['who'].content['name']}: {answers['wish']}, run {number}"


            def careful():
                if not mcp.can_ask(mcp.form("Who travels?", NAME)):
                    return "does not ask"
                return mcp.elicit("Who travels?", NAME).action
            """;

    private static final Map<String, Object> ALICE = Map.of("action", "accept", "content", Map.of("name", "Alice"));
    private static final Map<String, Object> WISH =
            Map.of("role", "assistant", "model", "testing", "content", Map.of("type", "text", "text", "Bon voyage"));
    private static final Map<String, Object> ABILITIES = Map.of("elicitation", Map.of(), "sampling", Map.of());

    @TempDir
    static Path root;

    private static InstalledMxcp.Server server;

    @BeforeAll
    static void serve() throws Exception {
        file("mxcp-site.yml", "mxcp: 1\nproject: travels\nprofile: default\n");
        file("python/travels.py", CODE);
        for (var function : new String[] {"plain", "awaiting", "at_once"}) {
            tool(function, function, "parameters: [{name: trip, type: string}]");
            tool(function + "_task", function, "task: true\n  parameters: [{name: trip, type: string}]");
        }
        tool("careful", "careful", "parameters: []");
        PythonForTests.bareEnvironment(root.resolve(".venv"));
        server = new InstalledMxcp(root).serveSessions();
    }

    private static void tool(String name, String function, String more) throws IOException {
        file("tools/" + name + ".yml", """
                tool:
                  name: %s
                  %s
                  language: python
                  source: {file: ../python/travels.py, function: %s}
                """.formatted(name, more, function));
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

    @ParameterizedTest
    @ValueSource(strings = {"plain", "awaiting", "at_once"})
    void inASessionTheFunctionWaitsForItsClient(String tool) {
        try (var client = client(McpSchema.ElicitResult.Action.ACCEPT)) {
            assertThat(call(client, tool, Map.of("trip", tool + " in a session")))
                    .isEqualTo("Alice: Bon voyage, run 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "awaiting"})
    void whoeverDeclinesIsAskedNothingMore(String tool) {
        try (var client = client(McpSchema.ElicitResult.Action.DECLINE)) {
            assertThat(call(client, tool, Map.of("trip", tool + " declined"))).isEqualTo("nobody travels: decline");
        }
    }

    @Test
    void aFunctionThatLooksFirstAsksOnlyWhoCanAnswer() throws Exception {
        try (var client = client(McpSchema.ElicitResult.Action.DECLINE)) {
            assertThat(call(client, "careful", Map.of())).isEqualTo("decline");
        }
        assertThat(text(stateless("careful", Map.of(), Map.of(), Map.of()))).isEqualTo("does not ask");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "awaiting"})
    void withoutASessionTheFunctionRunsAgainAndFindsTheAnswers(String tool) throws Exception {
        var arguments = Map.of("trip", tool + " between calls");

        var who = stateless(tool, arguments, Map.of(), ABILITIES);
        assertAsks(who, "elicitation/create");
        var wish = stateless(tool, arguments, answering(who, ALICE), ABILITIES);
        assertAsks(wish, "sampling/createMessage");
        assertThat(wish.path("inputRequests").findValue("messages").toString()).contains("A wish for Alice");
        var result = stateless(tool, arguments, answering(wish, WISH), ABILITIES);

        assertThat(text(result)).isEqualTo("Alice: Bon voyage, run 3");
    }

    @Test
    void questionsAtOnceNeedOneMoreRun() throws Exception {
        var arguments = Map.of("trip", "at once between calls");

        var asked = stateless("at_once", arguments, Map.of(), ABILITIES);
        assertThat(asked.path("inputRequests").propertyNames()).containsExactlyInAnyOrder("who", "wish");
        var answers = Map.of(
                "requestState", asked.path("requestState").asString(),
                "inputResponses", Map.of("who", ALICE, "wish", WISH));

        assertThat(text(stateless("at_once", arguments, answers, ABILITIES))).isEqualTo("Alice: Bon voyage, run 2");
    }

    @Test
    void whoCannotAnswerIsToldWhatItLacks() throws Exception {
        var arguments = Map.of("trip", "without abilities");
        var client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                "http://localhost:" + server.endpoint().getPort())
                        .build())
                .build();
        try (client) {
            client.initialize();
            assertThat(call(client, "plain", arguments)).contains("this client cannot ask its user for input");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain_task", "awaiting_task", "at_once_task"})
    void inATaskTheFunctionWaitsForAnswersToItsTask(String tool) throws Exception {
        var abilities = new LinkedHashMap<>(ABILITIES);
        abilities.put("extensions", Map.of("io.modelcontextprotocol/tasks", Map.of()));
        var params = Map.of("name", tool, "arguments", Map.of("trip", tool));
        var task = server.calls()
                .modern("tools/call", params, abilities)
                .at("/result/taskId")
                .asString();

        var state = told(task);
        while (state.path("status").asString().equals("input_required")) {
            var answers = new LinkedHashMap<String, Object>();
            state.path("inputRequests")
                    .properties()
                    .forEach(question -> answers.put(question.getKey(), answer(question.getValue())));
            server.calls().modern("tasks/update", Map.of("taskId", task, "inputResponses", answers));
            state = told(task);
        }

        assertThat(state.path("status").asString()).as(state.toString()).isEqualTo("completed");
        assertThat(text(state.path("result"))).isEqualTo("Alice: Bon voyage, run 1");
    }

    /** What a task says of itself when it waits for its client, or is over. */
    private static JsonNode told(String task) throws Exception {
        var last = new AtomicReference<JsonNode>();
        Awaited.until(() -> {
            last.set(server.calls().modern("tasks/get", Map.of("taskId", task)).path("result"));
            return !last.get().path("status").asString().equals("working");
        });
        return last.get();
    }

    private static Map<String, Object> answer(JsonNode question) {
        return question.path("method").asString().equals("elicitation/create") ? ALICE : WISH;
    }

    private static JsonNode stateless(
            String tool, Map<String, ?> arguments, Map<String, ?> answers, Map<String, ?> abilities) throws Exception {
        var params = new LinkedHashMap<String, Object>(answers);
        params.put("name", tool);
        params.put("arguments", arguments);
        return server.calls().modern("tools/call", params, abilities).path("result");
    }

    private static void assertAsks(JsonNode result, String method) {
        assertThat(result.path("resultType").asString()).as(result.toString()).isEqualTo("input_required");
        assertThat(result.path("inputRequests").findValuesAsString("method")).containsExactly(method);
    }

    private static Map<String, Object> answering(JsonNode asked, Map<String, Object> answer) {
        var key = asked.path("inputRequests").propertyNames().iterator().next();
        return Map.of("requestState", asked.path("requestState").asString(), "inputResponses", Map.of(key, answer));
    }

    private static String text(JsonNode result) {
        return result.path("content").path(0).path("text").asString(result.toString());
    }

    private static String call(McpSyncClient client, String tool, Map<String, ?> arguments) {
        var result = client.callTool(McpSchema.CallToolRequest.builder(tool)
                .arguments(new LinkedHashMap<>(arguments))
                .build());
        return ((McpSchema.TextContent) result.content().getFirst()).text();
    }

    /** The official client, whose person answers so, and whose model wishes. */
    private static McpSyncClient client(McpSchema.ElicitResult.Action action) {
        var transport = HttpClientStreamableHttpTransport.builder(
                        "http://localhost:" + server.endpoint().getPort())
                .build();
        var client = McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(30))
                .capabilities(McpSchema.ClientCapabilities.builder()
                        .elicitation()
                        .sampling()
                        .build())
                .elicitation(_ -> McpSchema.ElicitResult.builder(action)
                        .content(Map.of("name", "Alice"))
                        .build())
                .sampling(_ -> McpSchema.CreateMessageResult.builder(McpSchema.Role.ASSISTANT, "Bon voyage", "testing")
                        .build())
                .build();
        client.initialize();
        return client;
    }
}
