package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import dev.mxcp.core.mcp.TestingProject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.assertj.core.api.InstanceOfAssertFactories;

/**
 * Whatever a client sends, it gets a well-formed answer or a closed connection, nothing of the server's inside, and the
 * server goes on serving others.
 */
class HostileInputProperties {

    private static final int TRIES = 100;

    private static final String SESSION_HEADERS = "Host: localhost\r\nContent-Type: application/json\r\n"
            + "Accept: application/json, text/event-stream\r\nMCP-Protocol-Version: 2025-11-25\r\n";
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{},"
            + "\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}},\"progressToken\":1}";
    private static final String GOOD_CALL =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"text\":\"x\"}}}";

    private static final List<String> VALID = List.of(
            GOOD_CALL,
            TestingClient.INITIALIZE,
            "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"tools/list\",\"params\":{\"cursor\":\"x\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"resources/read\",\"params\":{\"uri\":\"test://a/b\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"prompts/get\",\"params\":{\"name\":\"p\",\"arguments\":{\"a\":\"b\"}}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
            "{\"jsonrpc\":\"2.0\",\"id\":4,\"result\":{\"action\":\"accept\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"completion/complete\",\"params\":{\"ref\":{\"type\":\"ref/prompt\","
                    + "\"name\":\"p\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}}}",
            modern("tools/call", "\"name\":\"echo\",\"arguments\":{\"text\":\"x\"}"),
            modern(
                    "tools/call",
                    "\"name\":\"echo\",\"requestState\":\"AAAA\",\"inputResponses\":{\"k\":{\"action\":\"accept\"}}"),
            modern("tools/list", "\"cursor\":\"eA\""),
            modern("resources/read", "\"uri\":\"test://a/b\""),
            modern("server/discover", "\"x\":1"),
            modern("tasks/get", "\"taskId\":\"x\""),
            modern("tasks/update", "\"taskId\":\"x\",\"inputResponses\":{}"));

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

    private static final LoggedWarnings LOGGED = new LoggedWarnings();

    /** Keeps no sessions; {@link #keeping} does. */
    private static TestingServer server;

    private static TestingServer keeping;
    private static TestingClient session;
    private static TestingClient others;

    @BeforeContainer
    static void start() {
        server = TestingServer.stateless(project());
        others = new TestingClient(server.http);
        keeping = new TestingServer(project());
        session = keeping.client();
        LOGGED.listen();
    }

    private static TestingProject project() {
        return new TestingProject()
                .tool("alive", _ -> ok("alive"))
                .tool("echo", request -> ok(request.arguments().get("text")), "text")
                .resource("test://{id}/b", "text/plain", request -> ok("text"), "id")
                .prompt("p", request -> TestingProject.message("user", "text"), "a");
    }

    @AfterContainer
    static void stop() {
        LOGGED.close();
        others.close();
        server.close();
        session.close();
        keeping.close();
    }

    private static String modern(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params + "," + META + "}}";
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void aBrokenMessageHarmsNobody(@ForAll("mutated") byte[] body) {
        assertUnharmed(RawHttp.post(server.http, SESSION_HEADERS, body));
        assertUnharmed(RawHttp.post(server.http, modernHeaders(body), body));
        assertSessionUnharmed(body);
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void jsonOfAnyShapeHarmsNobody(@ForAll("json") String json) {
        var body = json.getBytes(StandardCharsets.UTF_8);
        assertUnharmed(RawHttp.post(server.http, SESSION_HEADERS, body));
        var params = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":" + json + "}";
        assertUnharmed(RawHttp.post(server.http, SESSION_HEADERS, params.getBytes(StandardCharsets.UTF_8)));
        var arguments = modern("tools/call", "\"name\":\"echo\",\"arguments\":" + json);
        assertUnharmed(
                RawHttp.post(server.http, modernHeaders(new byte[0]), arguments.getBytes(StandardCharsets.UTF_8)));
        assertSessionUnharmed(body);
        assertSessionUnharmed(params.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void garbageInHeadersHarmsNobody(@ForAll("headers") String headers) {
        var body = GOOD_CALL.getBytes(StandardCharsets.UTF_8);
        assertUnharmed(RawHttp.post(server.http, headers + SESSION_HEADERS, body));
        assertUnharmed(RawHttp.post(server.http, SESSION_HEADERS + headers, body));
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void garbageForARequestHarmsNobody(@ForAll("bytes") byte[] garbage) {
        assertUnharmed(RawHttp.send(
                server.http, garbage, "\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
    }

    /** Headers as the unbroken message would have them, so that what is broken inside is looked at. */
    private static String modernHeaders(byte[] body) {
        var text = new String(body, StandardCharsets.ISO_8859_1);
        var method = VALID.stream()
                .map(valid -> valid.replaceAll(".*\"method\":\"([^\"]+)\".*", "$1"))
                .filter(name -> text.contains("\"" + name + "\""))
                .findFirst()
                .orElse("tools/call");
        var name = method.equals("resources/read") ? "test://a/b" : method.startsWith("tasks/") ? "x" : "echo";
        return SESSION_HEADERS.replace("2025-11-25", "2026-07-28") + "Mcp-Method: " + method + "\r\nMcp-Name: " + name
                + "\r\n";
    }

    /** What is sent in a session harms neither that session nor those without. */
    private static void assertSessionUnharmed(byte[] body) {
        var headers = SESSION_HEADERS + "Mcp-Session-Id: " + session.session() + "\r\n";
        assertUnharmed(RawHttp.post(keeping.http, headers, body));
        assertThat(session.callTool("alive").toString()).contains("isError=false");
    }

    private static void assertUnharmed(RawHttp.Answer answer) {
        var text = answer.text();
        assertThat(answer.status())
                .as(text)
                .isIn(0, 200, 202, 204, 400, 403, 404, 405, 406, 408, 411, 413, 414, 415, 431, 501, 505);
        assertThat(text)
                .doesNotContain(
                        "Exception", "\tat ", "dev.mxcp.core", "io.helidon", "tools.jackson", "java.base", "-32603");
        if (text.contains("Content-Type: application/json\r\n") && text.contains("Content-Length: ")) {
            assertIsMessage(answer.body());
        }
        assertThat(others.callTool("alive").toString()).contains("isError=false");
        assertThat(LOGGED.told()).as("what fills the log").isEmpty();
    }

    private static void assertIsMessage(String body) {
        try {
            var utf8 = new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            assertThat(Json.read(utf8))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("jsonrpc", "2.0");
        } catch (JsonException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }

    @Provide
    Arbitrary<byte[]> mutated() {
        var change = Combinators.combine(
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(1, 30),
                        Arbitraries.of(TOKENS),
                        Arbitraries.bytes())
                .as(Change::new);
        return Combinators.combine(
                        Arbitraries.of(VALID), change.list().ofMinSize(1).ofMaxSize(4))
                .as((message, changes) -> {
                    var bytes = message.getBytes(StandardCharsets.UTF_8);
                    for (var next : changes) {
                        bytes = next.to(bytes);
                    }
                    return bytes;
                });
    }

    @Provide
    Arbitrary<String> json() {
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

    /** One blow at a message; where it falls is a share of its length. */
    private record Change(int kind, double where, int length, String token, byte value) {

        byte[] to(byte[] bytes) {
            var at = (int) (where * bytes.length);
            var end = Math.min(bytes.length, at + length);
            var out = new ByteArrayOutputStream();
            out.write(bytes, 0, at);
            switch (kind) {
                case 0 -> out.write(bytes, end, bytes.length - end);
                case 1 -> {
                    out.write(bytes, at, end - at);
                    out.write(bytes, at, bytes.length - at);
                }
                case 2 -> {}
                case 3 -> {
                    out.write(value);
                    out.write(bytes, Math.min(bytes.length, at + 1), bytes.length - Math.min(bytes.length, at + 1));
                }
                default -> {
                    out.writeBytes(token.getBytes(StandardCharsets.UTF_8));
                    out.write(bytes, at, bytes.length - at);
                }
            }
            return out.toByteArray();
        }
    }
}
