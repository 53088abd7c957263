package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.json.Json;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints that ask clients of a session: by the same rules as without one, see {@link AskingTest}. */
@Timeout(30)
class SessionQuestionsTest {

    private static final InputRequest FORM = new InputRequest.Form("Which?", Map.of());
    private static final InputRequest PAGE = new InputRequest.Page("Open", "https://example.com");
    private static final InputRequest SAMPLE = new InputRequest.Sample("6 x 7?", "Be brief", 10);
    private static final InputRequest FOLDERS = new InputRequest.Roots();

    private final TestingServer server = new TestingServer(new TestingProject()
            .tool("form", request -> ask(request, FORM))
            .tool("page", request -> ask(request, PAGE))
            .tool("sample", request -> ask(request, SAMPLE))
            .tool("folders", request -> ask(request, FOLDERS)));

    @AfterEach
    void stop() {
        server.close();
    }

    private static Outcome ask(CallRequest request, InputRequest question) {
        var answers =
                request.client().ask(Map.of("question", question), Instant.now().plusSeconds(60));
        return ok(answers.get("question").toString());
    }

    private TestingClient client(String capabilities) {
        return TestingClient.initialized(
                server.http,
                "",
                TestingClient.INITIALIZE.replace("\"capabilities\":{}", "\"capabilities\":" + capabilities));
    }

    /** Calls a tool, answers its question with this result, and gives the question and the tool's answer. */
    private Asked call(String capabilities, String tool, Map<String, ?> result) throws IOException {
        try (var client = client(capabilities);
                var events =
                        client.open(client.request().POST(BodyPublishers.ofString(TestingClient.callTool(1, tool))))) {
            var question = message(events);
            client.post(Json.write(Map.of("jsonrpc", "2.0", "id", question.get("id"), "result", result)));
            return new Asked(question, message(events).get("result").toString());
        }
    }

    private static Map<?, ?> message(TestingClient.Events events) throws IOException {
        for (var event = events.next(); event != null; event = events.next()) {
            if (event.data().startsWith("{")) {
                return TestingClient.object(event.data());
            }
        }
        throw new AssertionError("the stream ended without a message");
    }

    private record Asked(Map<?, ?> question, String answer) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form    | {\"elicitation\":{}}               | {\"action\":\"decline\"}",
                "form    | {\"elicitation\":{\"form\":{}}}    | {\"action\":\"accept\",\"content\":{\"a\":1}}",
                "sample  | {\"sampling\":{}}                  | {\"content\":{\"type\":\"text\",\"text\":\"42\"}}",
                "folders | {\"roots\":{}}                     | {\"roots\":[{\"uri\":\"file:///work\"}]}",
            })
    void aQuestionIsTheSameWithASessionAndWithoutAndSoIsItsAnswer(String tool, String capabilities, String result)
            throws Exception {
        var answer = TestingClient.object(result);
        var asked = call(capabilities, tool, answers(answer));

        try (var modern = new ModernClient(server.http)) {
            modern.with("clientCapabilities", TestingClient.object(capabilities));
            var required = modern.result(modern.call(tool, Map.of()));
            assertThat(required.get("inputRequests"))
                    .isEqualTo(Map.of(
                            "question",
                            Map.of(
                                    "method", asked.question.get("method"),
                                    "params", asked.question.get("params"))));
            var retry = Map.of(
                    "name", tool,
                    "arguments", Map.of(),
                    "inputResponses", Map.of("question", answer),
                    "requestState", required.get("requestState"));
            var text = (Map<?, ?>) ((List<?>)
                            modern.result(modern.request("tools/call", retry)).get("content"))
                    .getFirst();
            assertThat(asked.answer).contains("text=" + text.get("text"));
        }
    }

    @SuppressWarnings("unchecked") // keys of a parsed JSON object are strings
    private static Map<String, ?> answers(Map<?, ?> answer) {
        return (Map<String, ?>) answer;
    }

    @Test
    void aFormHasWhatClientsWantToSeeHoweverLittleAnEndpointSays() throws Exception {
        var asked = call("{\"elicitation\":{}}", "form", Map.of("action", "cancel"));
        assertThat(asked.question.get("params"))
                .isEqualTo(Map.of(
                        "mode",
                        "form",
                        "message",
                        "Which?",
                        "requestedSchema",
                        Map.of("type", "object", "properties", Map.of())));
    }

    @Test
    void aPageHasAnIdWhereTheRevisionWantsOne() throws Exception {
        var asked = call("{\"elicitation\":{\"url\":{}}}", "page", Map.of("action", "decline"));
        var params = new LinkedHashMap<Object, Object>((Map<?, ?>) asked.question.get("params"));
        assertThat(params.remove("elicitationId")).asString().isNotEmpty();
        assertThat(params).isEqualTo(Map.of("mode", "url", "message", "Open", "url", "https://example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form    | {\"elicitation\":{\"url\":{}}}  | cannot ask its user for input",
                "form    | {}                              | cannot ask its user for input",
                "page    | {\"elicitation\":{}}            | cannot open pages for its user",
                "page    | {\"elicitation\":{\"form\":{}}} | cannot open pages for its user",
                "sample  | {\"elicitation\":{}}            | offers no model",
                "folders | {\"elicitation\":{}}            | does not tell its folders"
            })
    void aClientIsNotAskedWhatItDidNotDeclare(String tool, String capabilities, String problem) {
        try (var client = client(capabilities)) {
            assertThat(client.callTool(tool).toString()).contains(problem, "isError=true");
        }
    }

    @Test
    void textsOfAModelAreJoined() throws Exception {
        var asked = call("{\"sampling\":{}}", "sample", sampled(text("4"), text("2")));
        assertThat(asked.answer).contains(new InputAnswer.Sampled("42", "m").toString());
    }

    @Test
    void whatIsNoTextOfAModelIsAFailure() throws Exception {
        var image = Map.of("type", "image", "data", "AAEC", "mimeType", "image/png");
        var asked = call("{\"sampling\":{}}", "sample", sampled(text("4"), image));
        assertThat(asked.answer)
                .contains("isError=true", "the client's answer cannot be used: result.content must be text");
    }

    private static Map<String, Object> sampled(Map<?, ?>... blocks) {
        return Map.of("role", "assistant", "model", "m", "content", List.of(blocks));
    }

    private static Map<String, String> text(String text) {
        return Map.of("type", "text", "text", text);
    }
}
