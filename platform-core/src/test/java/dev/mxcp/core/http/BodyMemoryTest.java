package dev.mxcp.core.http;

import static dev.mxcp.core.http.TestingClient.INITIALIZE;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that never end, and those of calls that wait, do not take the memory that others need. */
@Timeout(30)
class BodyMemoryTest {

    /** So many objects fit into a body, and a party may keep those of one such body in memory, but not of two. */
    private static final int PAD = 7_800;

    private static final String META = "{\"pad\":[{\"a\":0}" + ",{\"a\":0}".repeat(PAD - 1) + "]}";
    private static final String LARGE_CALL =
            TestingClient.request(1, "tools/call", "{\"name\":\"wait\",\"arguments\":{},\"_meta\":" + META + "}");
    private static final String LARGE_PING = TestingClient.request(2, "ping", "{\"_meta\":" + META + "}");

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    /** There is room for two bodies of 64 KiB, one of each address. */
    private final TestingServer server = new TestingServer(
            new TestingProject().tool("wait", this::await),
            HttpSettings.loopback(0).withSse(true).withLimits(TestingServer.LIMITS.withMaxRequestBytes(1)));

    private final TestingClient client = server.client();

    private Outcome await(CallRequest request) {
        started.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ok("done");
    }

    @AfterEach
    void stop() {
        release.countDown();
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

    @Test
    void whatACallSaysTakesMemoryUntilItHasEnded() throws Exception {
        assertHeld(client.request().POST(BodyPublishers.ofString(LARGE_CALL)));
    }

    @Test
    void soDoesACallWithoutASession() throws Exception {
        try (var modern = new ModernClient(server.http)) {
            assertHeld(modern.with("pad", Collections.nCopies(PAD, Map.of("a", 0L)))
                    .call("wait", Map.of()));
        }
    }

    @Test
    void soDoesACallOverHttpAndSse() throws Exception {
        try (var events = client.open(at("/sse").GET())) {
            var address = Objects.requireNonNull(events.next()).data();
            client.send(at(address).POST(BodyPublishers.ofString(INITIALIZE)));
            assertHeld(at(address).POST(BodyPublishers.ofString(LARGE_CALL)));
        }
    }

    @Test
    void aRequestToListenIsKeptForLongAndMustTakeLittle() {
        try (var modern = new ModernClient(server.http)) {
            var params = Map.of("notifications", Map.of("toolsListChanged", true));
            modern.with("pad", Collections.nCopies(PAD, Map.of("a", 0L)));
            assertThat(modern.error(modern.request("subscriptions/listen", params)))
                    .containsEntry("code", -32602L)
                    .extracting("message")
                    .asString()
                    .contains("in memory");
        }
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.http.port() + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
    }

    private void assertHeld(HttpRequest.Builder call) throws Exception {
        var answer = new FutureTask<>(() -> client.send(call));
        Thread.ofVirtual().start(answer);
        started.await();
        var refused = client.post(LARGE_PING);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("requests take all the memory they may", "\"id\":2");
        assertThat(client.post(TestingClient.request(3, "ping", "{}")).statusCode())
                .as("small requests always get through")
                .isEqualTo(200);
        release.countDown();
        assertThat(answer.get().statusCode()).isIn(200, 202);
        while (client.post(LARGE_PING).statusCode() != 200) {
            Thread.onSpinWait();
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
