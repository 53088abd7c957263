package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hosts and Origins that a page of a stranger, or whoever made its name point here, might send, against a running
 * server, in both eras. PORT stands for the server's own.
 */
@Timeout(120)
class RebindingTest {

    private static final List<String> HOSTS = List.of(
            "localhost:PORT", "LocalHost", "127.0.0.1:PORT", "[::1]:PORT", "mcp.example.com", "MCP.example.com:1");

    private static final List<String> STRANGE_HOSTS = List.of(
            "",
            "evil.example",
            "evil.example:PORT",
            "localhost.evil.example",
            "evil-localhost",
            "notlocalhost",
            "localhost.",
            "localhost:",
            "localhost:x",
            "localhost:999999",
            "localhost:PORT:PORT",
            "localhost@evil.example",
            "evil.example@localhost",
            "user:pass@localhost",
            "localhost/",
            "localhost,evil.example",
            "localhost evil.example",
            "http://localhost",
            "127.0.0.1.nip.io",
            "127.1",
            "127.0.0.2",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "0.0.0.0",
            "::1",
            "[::1",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[0:0:0:0:0:0:0:1]",
            "[::1%25lo]",
            "%6c%6f%63alhost",
            "localh\u00f6st",
            "xn--localhst-n4a",
            "mcp.example.com.evil.example",
            "evil.mcp.example.com",
            "mcp.example.com.",
            "*",
            "null");

    private static final List<String> ORIGINS = List.of(
            "http://localhost:PORT",
            "https://localhost",
            "http://127.0.0.1:3000",
            "http://[::1]:PORT",
            "HTTPS://APP.example.com");

    private static final List<String> STRANGE_ORIGINS = List.of(
            "",
            "null",
            "*",
            "http://evil.example",
            "http://evil.example:PORT",
            "http://localhost.evil.example",
            "http://evil.example/localhost",
            "http://evil.example#localhost",
            "http://evil.example?localhost",
            "http://localhost@evil.example",
            "http://evil.example@localhost",
            "http://localhost.",
            "http://localhost/",
            "http://localhost:x",
            "http:/localhost",
            "localhost",
            "//localhost",
            "file://localhost",
            "ftp://localhost",
            "javascript:localhost",
            "chrome-extension://localhost",
            "http://127.0.0.1.nip.io",
            "http://2130706433",
            "http://[::ffff:127.0.0.1]",
            "http://xn--localhst-n4a",
            "http://localhost, http://evil.example",
            "http://localhost http://evil.example",
            "https://app.example.com.evil.example",
            "https://app.example.com:444",
            "http://app.example.com",
            "https://evil.app.example.com");

    private static final AtomicInteger CALLS = new AtomicInteger();

    private static TestingServer server;

    @BeforeAll
    static void start() {
        var project = new TestingProject().tool("count", _ -> ok(CALLS.incrementAndGet()));
        var settings = new HttpSettings(
                "127.0.0.1",
                0,
                true,
                List.of("mcp.example.com"),
                List.of("https://app.example.com"),
                TestingServer.LIMITS,
                false);
        server = new TestingServer(project, settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> welcome() {
        return HOSTS.stream()
                .flatMap(host ->
                        Stream.concat(Stream.of("-"), ORIGINS.stream()).map(origin -> Arguments.of(host, origin)));
    }

    /** What is strange on one side, with all kinds of the other. */
    static Stream<Arguments> strange() {
        var pages = List.of("-", "http://localhost:PORT", "https://app.example.com", "http://evil.example");
        var servers = List.of("localhost:PORT", "[::1]:PORT", "mcp.example.com");
        return Stream.concat(
                STRANGE_HOSTS.stream().flatMap(host -> pages.stream().map(page -> Arguments.of(host, page))),
                STRANGE_ORIGINS.stream().flatMap(origin -> servers.stream().map(host -> Arguments.of(host, origin))));
    }

    @ParameterizedTest
    @MethodSource("welcome")
    void aKnownHostAndPageMayCall(String host, String origin) {
        var before = CALLS.get();
        assertThat(List.of(call(headers(host, origin), false), call(headers(host, origin), true)))
                .as(host + " from " + origin)
                .allMatch(answer -> answer.status() == 200);
        assertThat(CALLS.get()).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @MethodSource("strange")
    void anyOtherMayNot(String host, String origin) {
        var before = CALLS.get();
        assertThat(List.of(call(headers(host, origin), false), call(headers(host, origin), true)))
                .as(host + " from " + origin)
                .allMatch(answer -> answer.status() == 403 || answer.status() == 400)
                .noneMatch(answer -> answer.text().toLowerCase(Locale.ROOT).contains("access-control-allow-origin"));
        assertThat(CALLS.get()).isEqualTo(before);
    }

    static Stream<String> repeated() {
        return Stream.of(
                "Origin: http://localhost\r\n",
                "Host: localhost\r\nHost: localhost\r\n",
                "Host: localhost\r\nHost: evil.example\r\n",
                "Host: evil.example\r\nHost: localhost\r\n",
                "Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example\r\n",
                "Host: localhost\r\nOrigin: http://evil.example\r\nOrigin: http://localhost\r\n",
                "Host: evil.example\r\nX-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n",
                "Host: evil.example\r\nX-Host: localhost\r\nX-Original-Host: localhost\r\n");
    }

    @ParameterizedTest
    @MethodSource("repeated")
    void oneHostAndAtMostOneOriginOfTheRequestItselfCount(String headers) {
        var before = CALLS.get();
        assertThat(call(headers, false).status()).isIn(400, 403);
        assertThat(call(headers, true).status()).isIn(400, 403);
        assertThat(CALLS.get()).isEqualTo(before);
    }

    private static String headers(String host, String origin) {
        var headers = "Host: " + host + "\r\n" + (origin.equals("-") ? "" : "Origin: " + origin + "\r\n");
        return headers.replace("PORT", String.valueOf(server.http.port()));
    }

    private static RawHttp.Answer call(String headers, boolean stateless) {
        var meta = stateless
                ? ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}"
                : "";
        var body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"count\"" + meta + "}}";
        var all = headers + "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
                + (stateless
                        ? "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: count\r\n"
                        : "");
        return RawHttp.post(server.http, all, body.getBytes(StandardCharsets.UTF_8));
    }
}
