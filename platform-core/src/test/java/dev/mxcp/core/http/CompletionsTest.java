package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.message;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionsTest {

    private final TestingServer server = new TestingServer(new TestingProject()
            .completedPrompt("greet", "city", CompletionsTest::cities)
            .completedPrompt(
                    "many", "number", _ -> ok(IntStream.range(0, 150).boxed().toList()))
            .completedPrompt("rows", "name", _ -> ok(List.of(Map.of("name", "Ada"), Map.of("name", "Ada"))))
            .completedPrompt("secret", "name", _ -> new Outcome.Denied("rule", "not for you"))
            .completedPrompt("broken", "name", _ -> TestingProject.failed("table users is gone"))
            .prompt("plain", _ -> message("user", "x"), "word"));
    private final TestingClient client = server.client();

    private static Outcome cities(CallRequest request) {
        return ok(List.of("typed " + request.arguments().get("prefix")));
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void whatHasBeenTypedReachesTheCompletion() {
        assertThat(complete("greet", "city", "Lis"))
                .isEqualTo(Map.of("values", List.of("typed Lis"), "total", 1L, "hasMore", false));
    }

    @Test
    void noMoreThanAHundredValuesAreAnswered() {
        var completion = complete("many", "number", "");
        assertThat((List<?>) completion.get("values")).hasSize(100);
        assertThat(completion.get("total")).isEqualTo(150L);
        assertThat(completion.get("hasMore")).isEqualTo(true);
    }

    @Test
    void ofRowsTheFirstColumnCountsAndEachValueOnce() {
        assertThat(complete("rows", "name", "").get("values")).isEqualTo(List.of("Ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "broken"})
    void whoeverMayNotAskGetsNothingAndNoReason(String prompt) {
        assertThat(complete(prompt, "name", "")).isEqualTo(Map.of("values", List.of(), "total", 0L, "hasMore", false));
    }

    @Test
    void anArgumentWithoutCompletionHasNoValues() {
        assertThat(complete("plain", "word", "a").get("values")).isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"greet\"}}",
                "{\"ref\":{\"type\":\"ref/tool\",\"name\":\"greet\"},\"argument\":{\"name\":\"city\",\"value\":\"\"}}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"none\"},\"argument\":{\"name\":\"city\",\"value\":\"\"}}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"greet\"},\"argument\":{\"name\":\"none\",\"value\":\"\"}}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"greet\"},\"argument\":{\"name\":\"city\",\"value\":1}}",
                "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"greet\"},\"argument\":{\"name\":\"city\",\"value\":\"\"},"
                        + "\"context\":{\"arguments\":{\"a\":[]}}}"
            })
    void requestsThatDoNotFitAreRefused(String params) {
        assertThat(client.answer("completion/complete", params).toString()).contains("code=-32602");
    }

    private Map<?, ?> complete(String prompt, String argument, String value) {
        var params = """
                {"ref":{"type":"ref/prompt","name":"%s"},"argument":{"name":"%s","value":"%s"}}""".formatted(prompt, argument, value);
        var result = (Map<?, ?>) client.answer("completion/complete", params).get("result");
        return (Map<?, ?>) result.get("completion");
    }
}
