package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.failed;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that send or read slowly, or not at all. The server takes two connections at a time, one of each address, so
 * that others are answered only when such a client has been given up.
 */
@Timeout(60)
class SlowClientsTest {

    private static final int CONNECTIONS = 2;
    private static final String HEAD =
            "Host: localhost\r\nContent-Type: application/json\r\n" + "Accept: application/json, text/event-stream\r\n";

    private final BlockingQueue<CallRequest> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<CallRequest> ended = new LinkedBlockingQueue<>();
    private final TestingServer server = new TestingServer(
            new TestingProject()
                    .tool("flood", this::flood)
                    .tool("huge", _ -> ok("x".repeat(8_000_000)))
                    .tool("quick", _ -> ok("quick")),
            HttpSettings.loopback(0)
                    .withLimits(TestingServer.impatient(CONNECTIONS))
                    .withStateless(true));
    private final List<Socket> deaf = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (var socket : deaf) {
            socket.close();
        }
        server.close();
    }

    /** Sends more than the buffers between server and client can hold. */
    private Outcome flood(CallRequest request) {
        started.add(request);
        while (!request.cancellation().isCancelled()) {
            request.client().progress(System.nanoTime(), null, "x".repeat(100_000));
        }
        ended.add(request);
        return failed("cancelled");
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.bind(RawHttp.otherAddress(deaf.size() % CONNECTIONS));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.http.port()));
        deaf.add(socket);
        return socket;
    }

    private static byte[] call(String tool) {
        var body = TestingClient.callTool(1, tool);
        return ("POST /mcp HTTP/1.1\r\n" + HEAD + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void assertOthersAreServed() {
        for (var i = 0; i < 2 * CONNECTIONS; i++) {
            var body = TestingClient.callTool(1, "quick").getBytes(StandardCharsets.US_ASCII);
            assertThat(RawHttp.post(server.http, HEAD, body).body()).contains("\"isError\":false");
        }
    }

    @Test
    void aCallWhoseClientDoesNotReadItsEventsIsCancelled() throws Exception {
        for (var i = 0; i < CONNECTIONS; i++) {
            connect().getOutputStream().write(call("flood"));
        }
        for (var i = 0; i < CONNECTIONS; i++) {
            started.take();
            ended.take();
        }
        assertOthersAreServed();
    }

    @Test
    void whoDoesNotReadItsAnswerIsGivenUp() throws Exception {
        for (var i = 0; i < CONNECTIONS; i++) {
            connect().getOutputStream().write(call("huge"));
        }
        assertOthersAreServed();
    }

    /** Requests in a row without reading any answer fill the buffers as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "PUT /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
                "GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n",
            })
    void whoAsksOnAndOnWithoutReadingIsGivenUp(String request) throws Exception {
        var requests = request.repeat(1000).getBytes(StandardCharsets.US_ASCII);
        for (var i = 0; i < CONNECTIONS; i++) {
            var socket = connect();
            Thread.ofVirtual().start(() -> sendForEver(socket, requests));
        }
        assertOthersAreServed();
    }

    private static void sendForEver(Socket socket, byte[] bytes) {
        try {
            while (true) {
                socket.getOutputStream().write(bytes);
            }
        } catch (IOException givenUp) {
            // what the test waits for
        }
    }

    /** Reading with a timeout is what sets the pace here. */
    @ParameterizedTest
    @ValueSource(
            strings = {"P", "POST /mcp", "POST /mcp HTTP/1.1\r\n", "POST /mcp HTTP/1.1\r\nHost: localhost\r\nX-A: "})
    void whoSendsTheHeadDropByDropIsStopped(String head) throws Exception {
        for (var i = 0; i < CONNECTIONS; i++) {
            var socket = connect();
            socket.setSoTimeout(50);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            Thread.ofVirtual().start(() -> drip(socket));
        }
        assertOthersAreServed();
    }

    private static void drip(Socket socket) {
        try {
            while (true) {
                try {
                    if (socket.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException stillOpen) {
                    socket.getOutputStream().write('x');
                }
            }
        } catch (IOException stopped) {
            // what the test waits for
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "P", "POST /mcp HTTP/1.1\r\n", "POST /mcp HTTP/1.1\r\nHost: local"})
    void aFloodOfConnectionsThatSayNothingPasses(String head) throws Exception {
        for (var i = 0; i < 6 * CONNECTIONS; i++) {
            try {
                connect().getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException closedAlready) {
                // that one is over
            }
        }
        assertOthersAreServed();
    }
}
