package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies of requests that are answered without them. The server takes two connections at a time, one of each address, so
 * that others are answered only when a client that does not end its body has been given up.
 */
@Timeout(60)
class UnreadBodiesTest {

    private static final int CONNECTIONS = 2;
    private static final String LOCAL = " HTTP/1.1\r\nHost: localhost\r\n";
    private static final String HEAD =
            "Host: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n";

    private final TestingServer server = new TestingServer(
            new TestingProject().tool("quick", _ -> ok("quick")),
            HttpSettings.loopback(0)
                    .withLimits(TestingServer.impatient(CONNECTIONS))
                    .withStateless(true));
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private Socket send(String text) throws IOException {
        var socket = new Socket();
        socket.bind(RawHttp.otherAddress(sockets.size() % CONNECTIONS));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.http.port()));
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void assertOthersAreServed() {
        for (var i = 0; i < 2 * CONNECTIONS; i++) {
            var body = TestingClient.callTool(1, "quick").getBytes(StandardCharsets.US_ASCII);
            assertThat(RawHttp.post(server.http, HEAD, body).body()).contains("\"isError\":false");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /none" + LOCAL,
                "POST /healthz" + LOCAL,
                "GET /healthz" + LOCAL,
                "GET /mcp" + LOCAL,
                "DELETE /mcp" + LOCAL,
                "PUT /mcp" + LOCAL,
                "POST /mcp" + LOCAL,
                "POST /mcp/none HTTP/1.1\r\n" + HEAD,
                "POST /mcp HTTP/1.1\r\nHost: evil.example\r\n",
                "POST /mcp" + LOCAL + "Origin: http://evil.example\r\n"
            })
    void whoDoesNotEndABodyThatNobodyReadsIsGivenUp(String head) throws Exception {
        for (var i = 0; i < CONNECTIONS; i++) {
            send(head + "Content-Length: 99\r\n\r\n{");
        }
        assertOthersAreServed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /none", "GET /healthz", "PUT /mcp"})
    void aBodyWithoutEndThatNobodyReadsIsGivenUp(String line) throws Exception {
        for (var i = 0; i < CONNECTIONS; i++) {
            var socket = send(line + LOCAL + "Transfer-Encoding: chunked\r\n\r\n");
            Thread.ofVirtual().start(() -> sendForEver(socket, "1\r\nx\r\n".repeat(1000)));
        }
        assertOthersAreServed();
    }

    private static void sendForEver(Socket socket, String text) {
        try {
            while (true) {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException givenUp) {
            // what the test waits for
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 4\r\n\r\nbody", "Transfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n"})
    void theNextRequestIsFoundBehindABodyThatNobodyReads(String body) {
        var requests = "POST /none" + LOCAL + body + "GET /healthz" + LOCAL + "Connection: close\r\n\r\n";
        var answer = RawHttp.send(server.http, requests.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.text()).contains("404 Not Found", "HTTP/1.1 200", "\"ok\"");
    }

    /** It would be smuggled past whoever looks at the requests on their way. */
    @Test
    void whatFollowsABodyThatCannotBeReadIsNoRequest() {
        var requests = "POST /mcp HTTP/1.1\r\n" + HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\nGET /healthz" + LOCAL
                + "Connection: close\r\n\r\n";
        var answer = RawHttp.send(server.http, requests.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.text()).contains("HTTP/1.1 400").doesNotContain("HTTP/1.1 200");
    }

    @Test
    void whoAsksBeforeItSendsABodyThatNobodyReadsIsNotToldToSendIt() {
        var request = "POST /none" + LOCAL + "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n";
        var answer = RawHttp.send(server.http, request.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.text()).contains("404 Not Found").doesNotContain("100 Continue");
    }
}
