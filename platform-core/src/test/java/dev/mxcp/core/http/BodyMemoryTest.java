package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that never end do not take the memory of those that do. */
@Timeout(30)
class BodyMemoryTest {

    /** There is room for two bodies of 64 KiB, one of each address. */
    private final TestingServer server = new TestingServer(
            new TestingProject(), HttpSettings.loopback(0).withLimits(TestingServer.LIMITS.withMaxReadBytes(1)));

    private final TestingClient client = server.client();

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void aBodyForWhichThereIsNoRoomIsRefusedAndLaterTakenAgain() throws Exception {
        assertThat(postLarge().statusCode()).isEqualTo(200);
        HttpResponse<String> refused;
        try (var _ = stalled(60_000)) {
            refused = postUntil(503);
        }
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Connection")).contains("close");
        assertThat(refused.body()).contains("too many requests are being read");
        assertThat(postUntil(200).body()).contains("result");
    }

    @Test
    void manyBodiesOneAfterTheOtherLeaveTheMemoryFree() {
        for (var i = 0; i < 20; i++) {
            assertThat(postLarge().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatIsTooLargeLeavesTheMemoryFree() {
        for (var i = 0; i < 5; i++) {
            assertThat(client.post("x".repeat(70_000)).statusCode()).isEqualTo(413);
            assertThat(postLarge().statusCode()).isEqualTo(200);
        }
    }

    /** What a client has sent, and that it has left, is seen by the server in its own time. */
    private HttpResponse<String> postUntil(int status) {
        var response = postLarge();
        while (response.statusCode() != status) {
            response = postLarge();
        }
        return response;
    }

    private HttpResponse<String> postLarge() {
        return client.post(TestingClient.request(1, "ping", "{}") + " ".repeat(20_000));
    }

    private Socket stalled(int bytes) throws IOException {
        var socket = new Socket("127.0.0.1", server.http.port());
        var head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nContent-Length: 64000\r\n\r\n";
        socket.getOutputStream().write((head + " ".repeat(bytes)).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
