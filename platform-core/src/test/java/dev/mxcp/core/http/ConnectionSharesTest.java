package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of four connections one address gets two, however many it opens. */
@Timeout(60)
class ConnectionSharesTest {

    private static final byte[] REQUEST =
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final TestingServer server = new TestingServer(
            new TestingProject(), HttpSettings.loopback(0).withLimits(TestingServer.limits(4, Duration.ofMinutes(1))));

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect(int address) throws IOException {
        var socket = new Socket();
        socket.bind(RawHttp.otherAddress(address));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.http.port()));
        return socket;
    }

    /** Whether the server answers on it, and leaves it open. */
    private static boolean isServed(Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(REQUEST);
            return socket.getInputStream().read() >= 0;
        } catch (SocketException closed) {
            return false;
        }
    }

    @Test
    void oneAddressCannotTakeThemAll() throws Exception {
        try (var first = connect(0);
                var second = connect(0);
                var third = connect(0);
                var other = connect(1)) {
            assertThat(isServed(first)).isTrue();
            assertThat(isServed(second)).isTrue();
            assertThat(isServed(third)).isFalse();
            assertThat(isServed(other)).isTrue();
        }
    }

    @Test
    void aConnectionThatEndedMakesRoomForTheNext() throws Exception {
        for (var i = 0; i < 20; i++) {
            awaitServed();
        }
    }

    /** That a client has left is seen by the server in its own time. */
    private void awaitServed() throws IOException {
        while (true) {
            try (var socket = connect(0)) {
                if (isServed(socket)) {
                    return;
                }
            }
        }
    }
}
