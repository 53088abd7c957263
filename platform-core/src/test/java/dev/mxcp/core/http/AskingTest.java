package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.message;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.json.Json;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.StateSeal;
import dev.mxcp.core.mcp.StatelessSettings;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputAnswer.Folders;
import dev.mxcp.spi.InputAnswer.Sampled;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints that ask clients of the stateless era: a question ends the call, and the answers come with the next. */
@Timeout(30)
class AskingTest {

    private static final InputRequest NAME = new InputRequest.Form(
            "Who?",
            Map.of(
                    "type", "object",
                    "properties",
                            Map.of(
                                    "name", Map.of("type", "string", "minLength", 2),
                                    "loud", Map.of("type", "boolean", "default", true)),
                    "required", List.of("name")));
    private static final InputRequest CONFIRM = new InputRequest.Form(
            "Sure?", Map.of("type", "object", "properties", Map.of("sure", Map.of("type", "boolean"))));

    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-08-01T00:00:00Z"));
    private final StatelessSettings settings =
            StatelessSettings.of(StateSeal.ofProcess()).withClock(now::get);
    private final HttpServer server = serve(settings);
    private final ModernClient client = new ModernClient(server).declaring("elicitation");

    private HttpServer serve(StatelessSettings stateless) {
        var project = new TestingProject()
                .tool("greet", request -> ok("Hello " + ask(request, "name", NAME)))
                .tool("order", this::order)
                .tool("optional", AskingTest::optional)
                .tool("endless", AskingTest::endless)
                .tool(
                        "survey",
                        request -> ok(request.client()
                                .ask(
                                        Map.of(
                                                "name", NAME,
                                                "model", new InputRequest.Sample("6 x 7?", "Be brief", 10),
                                                "folders", new InputRequest.Roots()),
                                        Instant.MAX)
                                .toString()))
                .tool("page", request -> ok(ask(request, "page", new InputRequest.Page("Open", "https://example.com"))))
                .tool("echo", request -> ok(ask(request, "name", NAME) + " " + request.arguments()), "word")
                .prompt("introduce", request -> message("user", ask(request, "name", NAME)))
                .resource("data://asking", "text/plain", request -> ok(ask(request, "name", NAME)));
        var service = new McpService(() -> project, ServerInfo.of("mxcp", "1"), McpLimits.DEFAULT, stateless);
        return HttpServer.start(HttpSettings.loopback(0).withLimits(TestingServer.LIMITS), service);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close(Duration.ZERO);
    }

    private static String ask(CallRequest request, String key, InputRequest question) {
        return String.valueOf(
                request.client().ask(Map.of(key, question), Instant.MAX).get(key));
    }

    /** Asks twice, and then does something that must be done once. */
    private Outcome order(CallRequest request) {
        var name = ask(request, "name", NAME);
        var sure = ask(request, "sure", CONFIRM);
        return ok(name + sure + " order " + orders.incrementAndGet());
    }

    private static Outcome optional(CallRequest request) {
        try {
            return ok(ask(request, "name", NAME));
        } catch (PlatformException e) {
            return ok("without: " + e.userMessage() + " " + request.client().canAsk(NAME));
        }
    }

    private static Outcome endless(CallRequest request) {
        for (int i = 0; ; i++) {
            ask(request, "question-" + i, CONFIRM);
        }
    }

    private HttpRequest.Builder call(String tool, @Nullable Object responses, @Nullable Object state) {
        return call(tool, Map.of(), responses, state);
    }

    private HttpRequest.Builder call(
            String tool, Map<String, ?> arguments, @Nullable Object responses, @Nullable Object state) {
        var params = new LinkedHashMap<String, Object>(Map.of("name", tool, "arguments", arguments));
        if (responses != null) {
            params.put("inputResponses", responses);
        }
        if (state != null) {
            params.put("requestState", state);
        }
        return client.request("tools/call", params);
    }

    private static Map<String, Object> accept(Map<String, ?> content) {
        return Map.of("action", "accept", "content", content);
    }

    private static final Map<String, Object> ADA = Map.of("name", accept(Map.of("name", "Ada")));
    private static final Map<String, Object> SURE = Map.of("sure", accept(Map.of("sure", true)));

    private Object state(HttpRequest.Builder request) {
        var result = client.result(request);
        assertThat(result.get("resultType")).isEqualTo("input_required");
        return result.get("requestState");
    }

    private void assertRefused(HttpRequest.Builder request, String message) {
        var error = client.error(request);
        assertThat(error.get("code")).isEqualTo(-32602L);
        assertThat(error.get("message")).asString().contains(message);
    }

    @Test
    void aQuestionEndsTheCallAndTheAnswerComesWithTheNext() {
        var asked = client.result(call("greet", null, null));

        assertThat(asked.get("resultType")).isEqualTo("input_required");
        assertThat(asked.get("inputRequests").toString())
                .contains("name={", "method=elicitation/create", "mode=form", "message=Who?", "requestedSchema={");
        assertThat(client.text(call("greet", ADA, asked.get("requestState")))).contains("Accepted", "Ada");
    }

    @Test
    void answersOfEarlierRoundsTravelWithTheState() {
        var first = state(call("order", null, null));
        var second = state(call("order", ADA, first));
        assertThat(second).isNotEqualTo(first);
        assertThat(client.text(call("order", SURE, second))).contains("Ada", "sure=true", "order 1");
    }

    @Test
    void aCallThatHasRunIsNotRunAgainByAnyOfItsStates() {
        var first = state(call("order", null, null));
        var second = state(call("order", ADA, first));
        var lost = state(call("order", ADA, first));
        assertThat(client.text(call("order", SURE, second))).contains("order 1");

        for (var used : List.of(first, second, lost)) {
            assertRefused(call("order", SURE, used), "has been used");
        }
        assertThat(orders).hasValue(1);
    }

    @Test
    void promptsAndResourcesAskAsWell() {
        var prompt = Map.of("name", "introduce");
        var asked = client.result(client.request("prompts/get", prompt));
        assertThat(asked.get("resultType")).isEqualTo("input_required");
        assertThat(client.result(client.request(
                        "prompts/get",
                        Map.of("name", "introduce", "inputResponses", ADA, "requestState", asked.get("requestState")))))
                .containsKey("messages");

        var read = client.result(client.request("resources/read", Map.of("uri", "data://asking")));
        assertThat(read.get("resultType")).isEqualTo("input_required");
        assertThat(read).doesNotContainKey("ttlMs");
        assertThat(client.result(client.request(
                        "resources/read",
                        Map.of(
                                "uri",
                                "data://asking",
                                "inputResponses",
                                ADA,
                                "requestState",
                                read.get("requestState")))))
                .containsKey("contents");
    }

    @Test
    void everyKindOfQuestionIsAskedAtOnce() {
        client.declaring("elicitation", "sampling", "roots");
        var asked = client.result(call("survey", null, null));
        assertThat(asked.get("inputRequests").toString())
                .contains("sampling/createMessage", "maxTokens=10", "systemPrompt=Be brief", "roots/list");

        var answers = Map.of(
                "name", accept(Map.of("name", "Ada")),
                "model", Map.of("role", "assistant", "model", "m1", "content", Map.of("type", "text", "text", "42")),
                "folders", Map.of("roots", List.of(Map.of("uri", "file:///work", "name", "Work"))));
        InputAnswer sampled = new Sampled("42", "m1");
        InputAnswer folders = new Folders(List.of(new InputAnswer.Folder("file:///work", "Work")));
        assertThat(client.text(call("survey", answers, asked.get("requestState"))))
                .contains(sampled.toString(), folders.toString());
    }

    @Test
    void whatIsLeftOutIsAskedAgainAndWhatWasNotAskedIsIgnored() {
        var first = state(call("greet", null, null));
        var again = state(call("greet", Map.of("other", accept(Map.of("x", 1))), first));
        var more = new LinkedHashMap<String, Object>(ADA);
        more.put("other", 12345);
        assertThat(client.text(call("greet", more, again))).contains("Ada");
    }

    @Test
    void whoKnowsTheQuestionMayAnswerItAtOnce() {
        assertThat(client.text(call("greet", ADA, null))).contains("Ada");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":12345} | inputResponses.name must be an object",
                "{\"name\":{\"action\":\"yes\"}} | inputResponses.name.action must be accept, decline or cancel",
                "{\"name\":{\"action\":\"accept\"}} | inputResponses.name.content does not fit",
                "{\"name\":{\"action\":\"accept\",\"content\":{\"name\":\"A\"}}} | inputResponses.name.content does not fit",
                "{\"name\":{\"action\":\"accept\",\"content\":[]}} | inputResponses.name.content must be an object",
                "[] | 'inputResponses' must be an object"
            })
    void anAnswerThatIsNoneIsRefusedAndCanBeMended(String responses, String problem) throws Exception {
        var state = state(call("greet", null, null));
        assertRefused(call("greet", Json.read(responses), state), problem);
        assertThat(client.text(call("greet", ADA, state))).contains("Ada");
    }

    @Test
    void aFormMayBeDeclinedAndItsDefaultsAreFilledIn() {
        assertThat(client.text(call("greet", ADA, null))).contains("loud=true");
        for (var action : List.of("decline", "cancel")) {
            var word = action.equals("decline") ? new ElicitAnswer.Declined() : new ElicitAnswer.Dismissed();
            assertThat(client.text(call("greet", Map.of("name", Map.of("action", action)), null)))
                    .contains(word.toString());
        }
    }

    @Test
    void aStateIsGoodForOneCallerMethodNameAndArgumentsOnly() {
        var state = state(call("echo", Map.of("word", "a"), null, null));
        var foreign = "not made by this server for this caller, method, name and these arguments";
        assertRefused(call("echo", Map.of("word", "b"), ADA, state), foreign);
        assertRefused(call("greet", ADA, state), foreign);
        assertRefused(
                client.request("prompts/get", Map.of("name", "echo", "inputResponses", ADA, "requestState", state)),
                foreign);
        assertRefused(call("echo", Map.of("word", "a"), ADA, state + "x"), foreign);
        assertRefused(call("echo", Map.of("word", "a"), ADA, "x" + state), foreign);
        assertRefused(call("echo", Map.of("word", "a"), ADA, ""), foreign);
        assertRefused(call("echo", Map.of("word", "a"), ADA, 7L), "'requestState' must be a string");
        assertThat(client.text(call("echo", Map.of("word", "a"), ADA, state))).contains("word=a");
    }

    @Test
    void aStateThatIsTooOldIsRefused() {
        var state = state(call("greet", null, null));
        now.set(now.get().plus(Duration.ofMinutes(15)).plusSeconds(1));
        assertRefused(call("greet", ADA, state), "'requestState' is too old");
    }

    @Test
    void aStateIsUnderstoodByAnotherServerThatHasTheSameSecretOnly() {
        var secret = "0123456789abcdef0123456789abcdef";
        var sealed = StatelessSettings.of(StateSeal.ofSecret(secret));
        var one = serve(sealed);
        var other = serve(StatelessSettings.of(StateSeal.ofSecret(secret)));
        try (var here = new ModernClient(one).declaring("elicitation");
                var there = new ModernClient(other).declaring("elicitation")) {
            var state = here.result(here.call("greet", Map.of())).get("requestState");
            var retry = Map.of("name", "greet", "arguments", Map.of(), "inputResponses", ADA, "requestState", state);
            assertThat(there.text(there.request("tools/call", retry))).contains("Ada");
            assertRefused(client.request("tools/call", retry), "not made by this server");
        } finally {
            one.close(Duration.ZERO);
            other.close(Duration.ZERO);
        }
    }

    @Test
    void aClientThatLacksWhatACallNeedsIsToldWhat() {
        client.declaring();
        assertThat(client.send(call("greet", null, null)).statusCode()).isEqualTo(400);
        var error = client.error(call("greet", null, null));
        assertThat(error.get("code")).isEqualTo(-32021L);
        assertThat(error.get("data")).isEqualTo(Map.of("requiredCapabilities", Map.of("elicitation", Map.of())));
        assertThat(client.error(client.request("prompts/get", Map.of("name", "introduce")))
                        .get("code"))
                .isEqualTo(-32021L);
        assertThat(client.declaring("elicitation")
                        .error(call("page", null, null))
                        .get("data"))
                .isEqualTo(Map.of("requiredCapabilities", Map.of("elicitation", Map.of("url", Map.of()))));
    }

    @Test
    void anEndpointCanDoWithoutAnAnswer() {
        assertThat(client.declaring().text(call("optional", null, null)))
                .contains("without: this client cannot ask its user for input false");
    }

    @Test
    void aCallThatNeverStopsAskingIsEnded() {
        var state = state(call("endless", null, null));
        for (int round = 1; round < 20; round++) {
            state = state(call("endless", Map.of("question-" + (round - 1), accept(Map.of())), state));
        }
        assertThat(client.error(call("endless", Map.of("question-19", accept(Map.of())), state))
                        .get("message"))
                .asString()
                .contains("asks its client more than 20 times");
    }
}
