package dev.mxcp.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.assertj.core.api.InstanceOfAssertFactories;

/** What clients might send that mean no good, and what no answer to it may hold. */
public final class HostileMessages {

    /** Stands for the id of a task that waits for an answer; the sealed state of a question; the id of a question. */
    public static final String TASK = "TASK";

    public static final String STATE = "STATE";
    public static final String QUESTION = "QUESTION";

    public static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"testing","version":"1"}}}""";

    public static final String CALL = request("tools/call", "\"name\":\"echo\",\"arguments\":{\"text\":\"x\"}");

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{},"
            + "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}},\"progressToken\":1}";

    private static final List<String> OF_SESSIONS = List.of(
            CALL,
            INITIALIZE,
            request("tools/list", "\"cursor\":\"x\""),
            request("tools/call", "\"name\":\"ask\""),
            request("tools/call", "\"name\":\"job\""),
            request("resources/read", "\"uri\":\"test://a/b\""),
            request("resources/subscribe", "\"uri\":\"test://a/b\""),
            request("resources/unsubscribe", "\"uri\":\"test://a/b\""),
            request("prompts/get", "\"name\":\"p\",\"arguments\":{\"a\":\"b\"}"),
            request("logging/setLevel", "\"level\":\"debug\""),
            request(
                    "completion/complete",
                    "\"ref\":{\"type\":\"ref/prompt\",\"name\":\"p\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}"),
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/roots/list_changed\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"ping\"}");

    private static final List<String> WITHOUT_SESSION = List.of(
            stateless("tools/call", "\"name\":\"echo\",\"arguments\":{\"text\":\"x\"}"),
            stateless("tools/call", "\"name\":\"ask\""),
            stateless(
                    "tools/call",
                    "\"name\":\"ask\",\"requestState\":\"AAAA\",\"inputResponses\":{\"name\":{\"action\":\"accept\"}}"),
            stateless(
                    "tools/call",
                    "\"name\":\"ask\",\"requestState\":\"" + STATE
                            + "\",\"inputResponses\":{\"name\":{\"action\":\"accept\",\"content\":{\"name\":\"x\"}}}"),
            stateless("tools/call", "\"name\":\"job\""),
            stateless("tools/call", "\"name\":\"asking-job\""),
            stateless("tools/list", "\"cursor\":\"eA\""),
            stateless("resources/read", "\"uri\":\"test://a/b\""),
            stateless("server/discover", "\"x\":1"),
            stateless("tasks/get", "\"taskId\":\"" + TASK + "\""),
            stateless("tasks/update", "\"taskId\":\"x\",\"inputResponses\":{}"),
            stateless(
                    "tasks/update",
                    "\"taskId\":\"" + TASK
                            + "\",\"inputResponses\":{\"name\":{\"action\":\"accept\",\"content\":{\"name\":\"x\"}}}"),
            stateless("tasks/cancel", "\"taskId\":\"" + TASK + "\""),
            stateless(
                    "subscriptions/listen",
                    "\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"test://a/b\"],"
                            + "\"taskIds\":[\"" + TASK + "\"]}"));

    /** Answers to questions of the server, asked or not. */
    private static final List<String> ANSWERS = List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":" + QUESTION
                    + ",\"result\":{\"action\":\"accept\",\"content\":{\"name\":\"x\"}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":" + QUESTION + ",\"result\":{\"action\":\"decline\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":" + QUESTION + ",\"error\":{\"code\":-1,\"message\":\"no\",\"data\":{}}}");

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "-",
            "1e999999999",
            "1e9999999999",
            "-0",
            "0x10",
            "NaN",
            "\\u0000",
            "\\ud800",
            "\"id\":null,",
            "\"jsonrpc\":\"1.0\",",
            "9".repeat(400),
            "{\"a\":".repeat(80),
            "[".repeat(5000),
            "\"_meta\":{},",
            "\"_meta\":5,",
            "\"params\":[],",
            "\"method\":{},",
            "\u0000",
            "\ufeff",
            "/*",
            "//");

    private HostileMessages() {}

    public static String request(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }

    /** A request of the era without sessions. */
    public static String stateless(String method, String params) {
        return request(method, params + "," + META);
    }

    /** Messages of both eras with some damage. */
    public static Arbitrary<byte[]> broken() {
        return broken(Stream.of(OF_SESSIONS, WITHOUT_SESSION, ANSWERS)
                .flatMap(List::stream)
                .toList());
    }

    /** Answers with some damage. */
    public static Arbitrary<byte[]> brokenAnswers() {
        return broken(ANSWERS);
    }

    private static Arbitrary<byte[]> broken(List<String> messages) {
        var damage = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.of(TOKENS),
                        Arbitraries.bytes())
                .as(Damage::new);
        return Combinators.combine(
                        Arbitraries.of(messages), damage.list().ofMinSize(1).ofMaxSize(4))
                .as((message, all) -> {
                    var bytes = message.getBytes(StandardCharsets.UTF_8);
                    for (var next : all) {
                        bytes = next.to(bytes);
                    }
                    return bytes;
                });
    }

    /** Something else than what stands for it. */
    public static byte[] filled(byte[] message, String placeholder, String value) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .replace(placeholder, value)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    public static Arbitrary<String> json() {
        Arbitrary<String> leaf = Arbitraries.oneOf(
                Arbitraries.of(
                        "null", "true", "false", "0", "-1", "1e400", "-1E-400", "123456789012345678901234567890"),
                Arbitraries.strings().ofMaxLength(20).map(Json::write),
                Arbitraries.doubles().map(String::valueOf));
        return Arbitraries.recursive(
                () -> leaf,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(items -> "[" + String.join(",", items) + "]"),
                        Combinators.combine(
                                        Arbitraries.of("name", "arguments", "_meta", "text", "id", "uri", "$ref", ""),
                                        inner,
                                        inner)
                                .as((key, one, other) -> "{\"" + key + "\":" + one + ",\"x\":" + other + "}"),
                        inner.map(item -> "{\"name\":" + item + ",\"name\":" + item + "}")),
                0,
                6);
    }

    public static void assertTellsNothingOfTheInside(String answer) {
        assertThat(answer)
                .doesNotContain(
                        "Exception", "\tat ", "dev.mxcp.core", "io.helidon", "tools.jackson", "java.base", "-32603");
    }

    public static void assertIsMessage(String text) {
        try {
            assertThat(Json.read(text))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("jsonrpc", "2.0");
        } catch (JsonException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
