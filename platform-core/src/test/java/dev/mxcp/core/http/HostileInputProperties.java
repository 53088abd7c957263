package dev.mxcp.core.http;

import static net.jqwik.api.EdgeCasesMode.NONE;
import static net.jqwik.api.GenerationMode.RANDOMIZED;
import static net.jqwik.api.ShrinkingMode.BOUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.HostileMessages;
import dev.mxcp.core.HostileTarget;
import dev.mxcp.core.WhileTimeLasts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * Whatever a client sends, it gets a well-formed answer or a closed connection, nothing of the server's inside, and the
 * server goes on serving others: without sessions, in one, and in one of the old transport HTTP+SSE.
 */
@AddLifecycleHook(value = WhileTimeLasts.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class HostileInputProperties {

    private static final String SESSION_HEADERS =
            SseClient.HEADERS + "Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2025-11-25\r\n";
    private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)\r\n");
    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"\\p{Cntrl}]+)\"");
    private static final Pattern NAME = Pattern.compile("\"(?:name|uri|taskId)\":\"([^\"\\p{Cntrl}]+)\"");

    private static final LoggedWarnings LOGGED = new LoggedWarnings();

    /** Keeps no sessions; {@link #keeping} does. */
    private static TestingServer server;

    private static TestingServer keeping;
    private static TestingClient session;
    private static SseClient old;
    private static TestingClient others;
    private static ModernClient modern;
    private static String state;
    private static String task = "none";

    @BeforeContainer
    static void start() throws IOException {
        server = TestingServer.stateless(HostileTarget.project());
        others = new TestingClient(server.http);
        modern = new ModernClient(server.http)
                .with(
                        "clientCapabilities",
                        Map.of(
                                "elicitation",
                                Map.of(),
                                "extensions",
                                Map.of("io.modelcontextprotocol/tasks", Map.of())));
        state = String.valueOf(modern.result(modern.call("ask", Map.of())).get("requestState"));
        keeping = new TestingServer(
                HostileTarget.project(),
                HttpSettings.loopback(0).withLimits(TestingServer.LIMITS).withSse(true));
        session = keeping.client();
        old = new SseClient(keeping.http);
        LOGGED.listen();
    }

    @AfterContainer
    static void stop() throws IOException {
        LOGGED.close();
        others.close();
        modern.close();
        server.close();
        old.close();
        session.close();
        keeping.close();
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void aBrokenMessageHarmsNobody(@ForAll("broken") byte[] broken) {
        var body = withRealIds(broken);
        assertUnharmed(post(SESSION_HEADERS, body));
        assertUnharmed(post(modernHeaders(body), body));
        assertSessionUnharmed(body);
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void aBrokenMessageOverTheOldTransportHarmsNobody(@ForAll("broken") byte[] broken) {
        assertUnharmed(old.post(withRealIds(broken)));
        for (var told : old.ping()) {
            HostileMessages.assertTellsNothingOfTheInside(told);
            HostileMessages.assertIsMessage(told);
        }
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void jsonOfAnyShapeHarmsNobody(@ForAll("json") String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        assertUnharmed(post(SESSION_HEADERS, body));
        var params = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + json + "}";
        assertUnharmed(post(SESSION_HEADERS, params.getBytes(StandardCharsets.UTF_8)));
        for (var message : List.of(
                HostileMessages.stateless("tools/call", "\"name\":\"echo\",\"arguments\":" + json),
                HostileMessages.stateless("tasks/update", "\"taskId\":\"TASK\",\"inputResponses\":" + json),
                HostileMessages.stateless("subscriptions/listen", "\"notifications\":" + json))) {
            var bytes = withRealIds(message.getBytes(StandardCharsets.UTF_8));
            assertUnharmed(post(modernHeaders(bytes), bytes));
        }
        assertSessionUnharmed(body);
        assertSessionUnharmed(params.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void garbageInHeadersHarmsNobody(@ForAll("headers") String headers) {
        var body = HostileMessages.CALL.getBytes(StandardCharsets.UTF_8);
        assertUnharmed(post(headers + SESSION_HEADERS, body));
        assertUnharmed(post(SESSION_HEADERS + headers, body));
    }

    @Property(tries = WhileTimeLasts.TRIES, generation = RANDOMIZED, edgeCases = NONE, shrinking = BOUNDED)
    void garbageForARequestHarmsNobody(@ForAll("bytes") byte[] garbage) {
        assertUnharmed(RawHttp.send(
                server.http, garbage, "\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    /** A client that is listening would listen for ever. */
    private static RawHttp.Answer post(String headers, byte[] body) {
        return RawHttp.request(
                server.http, "POST " + HttpServer.PATH, headers, body, HostileInputProperties::isListening);
    }

    private static boolean isListening(CharSequence text) {
        return text.toString().contains("notifications/subscriptions/acknowledged");
    }

    /** So that there is something to harm. */
    private static byte[] withRealIds(byte[] message) {
        var text = new String(message, StandardCharsets.ISO_8859_1);
        var filled = HostileMessages.filled(message, HostileMessages.STATE, state);
        filled = HostileMessages.filled(filled, HostileMessages.QUESTION, "4");
        return text.contains(HostileMessages.TASK)
                ? HostileMessages.filled(filled, HostileMessages.TASK, waitingTask())
                : filled;
    }

    /** The id of a task that runs or waits for an answer; none lasts for long. */
    private static String waitingTask() {
        var known = modern.answer(modern.request("tasks/get", Map.of("taskId", task)));
        if (!known.toString().matches(".*status=(working|input_required).*")) {
            var created = modern.result(modern.call("asking-job", Map.of()));
            task = String.valueOf(created.getOrDefault("taskId", task));
        }
        return task;
    }

    /** Headers as the unbroken message would have them, so that what is broken inside is looked at. */
    private static String modernHeaders(byte[] body) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        return SESSION_HEADERS.replace("2025-11-25", "2026-07-28")
                + header("Mcp-Method", METHOD.matcher(text))
                + header("Mcp-Name", NAME.matcher(text));
    }

    private static String header(String name, Matcher value) {
        return value.find() ? name + ": " + value.group(1) + "\r\n" : "";
    }

    /** What is sent in a session harms neither that session nor those without. */
    private static void assertSessionUnharmed(byte[] body) {
        var headers = SESSION_HEADERS + "Mcp-Session-Id: " + session.session() + "\r\n";
        assertUnharmed(RawHttp.request(
                keeping.http, "POST " + HttpServer.PATH, headers, body, HostileInputProperties::isListening));
        assertThat(session.callTool("alive").toString()).contains("isError=false");
    }

    private static void assertUnharmed(RawHttp.Answer answer) {
        var text = answer.text();
        assertThat(answer.status())
                .as(text)
                .isIn(0, 200, 202, 204, 400, 403, 404, 405, 406, 408, 411, 413, 414, 415, 431, 501, 503, 505);
        HostileMessages.assertTellsNothingOfTheInside(text);
        var length = LENGTH.matcher(text);
        if (text.contains("Content-Type: application/json\r\n") && length.find()) {
            // garbage may have ended the request early, so that another answer follows
            var body = answer.body().substring(0, Integer.parseInt(length.group(1)));
            HostileMessages.assertIsMessage(
                    new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        }
        assertThat(others.callTool("alive").toString()).contains("isError=false");
        assertThat(LOGGED.take()).as("what fills the log").isEmpty();
    }

    @Provide
    Arbitrary<byte[]> broken() {
        return HostileMessages.broken();
    }

    @Provide
    Arbitrary<String> json() {
        return HostileMessages.json();
    }

    @Provide
    Arbitrary<String> headers() {
        var names = Arbitraries.oneOf(
                Arbitraries.of(
                        "Mcp-Session-Id",
                        "Mcp-Method",
                        "Mcp-Name",
                        "MCP-Protocol-Version",
                        "Last-Event-ID",
                        "Origin",
                        "Accept",
                        "Content-Type",
                        "Content-Length",
                        "Transfer-Encoding",
                        "Expect",
                        "Upgrade",
                        "X-\u00e4",
                        "",
                        " ",
                        "a b",
                        "X-" + "n".repeat(3000)),
                Arbitraries.strings().ascii().ofMaxLength(12));
        var values = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "-1",
                        "99999999999999999999",
                        "chunked, chunked",
                        "100-continue",
                        "h2c",
                        "=?base64?!!?=",
                        "\u0000",
                        "a\rb",
                        "a\nb: c",
                        "\u00ff\u00fe",
                        "v".repeat(9000)),
                Arbitraries.strings().ofMaxLength(30));
        return Combinators.combine(names, values)
                .as((name, value) -> name + ": " + value + "\r\n")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(lines -> String.join("", lines));
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(300),
                Arbitraries.of(
                                "GET /mcp HTTP/1.1\r\nHost: localhost",
                                "POST /mcp HTTP/9.9\r\nHost: localhost",
                                "POST http://evil.example/mcp HTTP/1.1\r\nHost: localhost",
                                "POST /mcp/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0",
                                "POST /mcp%00 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0",
                                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ",
                                "POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-1",
                                "PRI * HTTP/2.0\r\n\r\nSM",
                                "CONNECT localhost:1 HTTP/1.1",
                                "TRACE /mcp HTTP/1.1\r\nHost: localhost",
                                "\u0016\u0003\u0001",
                                "G\u0001T /mcp HTTP/1.1\r\nHost: localhost",
                                "\u007f /mcp HTTP/1.1\r\nHost: localhost",
                                " / HTTP/1.1\r\nHost: localhost",
                                "GET /%zz HTTP/1.1\r\nHost: localhost",
                                "GET /mcp?a=%zz HTTP/1.1\r\nHost: localhost")
                        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
