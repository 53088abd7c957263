package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break off their connection, which is nothing for the log. */
@Timeout(60)
class LeavingClientsTest {

    private static final int TIMES = 50;
    private static final String HEAD =
            "Host: localhost\r\nContent-Type: application/json\r\n" + "Accept: application/json, text/event-stream\r\n";

    private final LoggedWarnings logged = new LoggedWarnings();
    private final TestingServer server = new TestingServer(project());

    private static TestingProject project() {
        var project = new TestingProject()
                .tool("talk", LeavingClientsTest::talk)
                .tool("huge", _ -> ok("x".repeat(1_000_000)));
        IntStream.range(0, 200).forEach(i -> project.tool("tool" + i, _ -> ok(null)));
        return project;
    }

    private static Outcome talk(CallRequest request) {
        for (var i = 0; i < 100; i++) {
            request.client().progress(i, null, "x".repeat(10_000));
        }
        return ok("told");
    }

    @AfterEach
    void stop() {
        logged.close();
        server.close();
    }

    /** Sends it and resets the connection. */
    private void leave(String request) throws IOException {
        logged.listen();
        for (var i = 0; i < TIMES; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.http.port())) {
                socket.setSoLinger(true, 0);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                if (i % 2 == 0) {
                    socket.getInputStream().read();
                }
            }
        }
        try (var other = server.client()) {
            assertThat(other.callTool("huge").get("isError")).isEqualTo(false);
        }
        assertThat(logged.told()).isEmpty();
    }

    private static String post(String headers, String body) {
        return "POST /mcp HTTP/1.1\r\n" + HEAD + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @ValueSource(strings = {"huge", "talk"})
    void inTheMiddleOfACall(String tool) throws Exception {
        try (var client = server.client()) {
            leave(post("Mcp-Session-Id: " + client.session() + "\r\n", TestingClient.callTool(7, tool)));
        }
    }

    @Test
    void inTheMiddleOfAList() throws Exception {
        try (var client = server.client()) {
            var list = TestingClient.request(7, "tools/list", "{}");
            leave(post("Mcp-Session-Id: " + client.session() + "\r\n", list));
        }
    }

    @Test
    void whileTheyListen() throws Exception {
        try (var client = server.client()) {
            leave("GET /mcp HTTP/1.1\r\n" + HEAD + "Mcp-Session-Id: " + client.session() + "\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /healthz", "GET /none", "PUT /mcp", "DELETE /mcp", "OPTIONS /mcp"})
    void beforeAnAnswer(String line) throws Exception {
        leave((line + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n").repeat(100));
    }

    @Test
    void whenTheyAreRefused() throws Exception {
        leave(post("Origin: https://evil.example\r\n", "{}").repeat(100));
    }
}
