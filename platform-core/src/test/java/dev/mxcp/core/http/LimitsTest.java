package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that want more than their share get an end, and the others are served. */
@Timeout(60)
class LimitsTest {

    private static final String HEAD = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private final TestingServer server = new TestingServer(
            new TestingProject().tool("echo", request -> ok(request.arguments().get("text")), "text"),
            HttpSettings.loopback(0).withLimits(TestingServer.impatient(100)));

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertOthersAreServed() {
        try (var client = server.client()) {
            assertThat(client.answer("tools/call", "{\"name\":\"echo\",\"arguments\":{\"text\":\"x\"}}")
                            .toString())
                    .contains("isError=false");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 1_000_000})
    void headersThatAreTooLargeAreRefused(int size) {
        assertRefused("X-Large: " + "x".repeat(size) + "\r\n");
    }

    @Test
    void headersWithoutEndAreRefused() {
        assertRefused("X-Many: x\r\n".repeat(50_000));
    }

    private void assertRefused(String headers) {
        var request = HEAD + headers + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
        var answer = RawHttp.send(server.http, request.getBytes(StandardCharsets.US_ASCII));
        assertThat(answer.status()).isIn(0, 400, 413, 431);
        assertThat(answer.text()).as("answered before it reaches any endpoint").doesNotContain("jsonrpc", "Exception");
        assertOthersAreServed();
    }

    /** Reading with a timeout is what sets the pace here. */
    @Test
    void whoSendsItsBodyDropByDropIsStopped() throws IOException {
        try (var slow = new Socket(InetAddress.getLoopbackAddress(), server.http.port())) {
            slow.setSoTimeout(50);
            slow.getOutputStream().write((HEAD + "Content-Length: 60000\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
            assertThat(dripUntilStopped(slow)).doesNotContain("HTTP/1.1 200");
        }
        assertOthersAreServed();
    }

    private static String dripUntilStopped(Socket slow) throws IOException {
        var answer = new StringBuilder();
        while (true) {
            try {
                var next = slow.getInputStream().read();
                if (next < 0) {
                    return answer.toString();
                }
                answer.append((char) next);
            } catch (SocketTimeoutException stillOpen) {
                try {
                    slow.getOutputStream().write(' ');
                } catch (SocketException stopped) {
                    return answer.toString();
                }
            } catch (SocketException stopped) {
                return answer.toString();
            }
        }
    }

    @Test
    void addressesInArgumentsAreNotFetched() throws IOException {
        try (var elsewhere = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var client = new ModernClient(server.http)) {
            elsewhere.setSoTimeout(1);
            var address = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/schema.json";
            client.send(client.call("echo", Map.of("text", Map.of("$ref", address))));
            client.send(client.call("echo", Map.of("$ref", address, "$schema", address, "$id", address)));
            client.send(client.call("echo", Map.of("text", address)));

            assertThatThrownBy(elsewhere::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
