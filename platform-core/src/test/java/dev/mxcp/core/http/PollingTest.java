package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.http.TestingClient.Event;
import dev.mxcp.core.http.TestingClient.Events;
import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that free their connection: the client comes back for what follows. A lost client has 50 ms. */
@Timeout(30)
class PollingTest {

    private final CountDownLatch release = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final TestingServer server = new TestingServer(new TestingProject()
            .tool("work", this::work)
            .tool("abandoned", this::abandoned)
            .tool("brief", PollingTest::brief)
            .tool("talkative", PollingTest::talkative)
            .tool("quick", _ -> ok("quick")));
    private final TestingClient client = server.client();

    @AfterEach
    void stop() {
        release.countDown();
        client.close();
        server.close();
    }

    private Outcome work(CallRequest request) {
        request.client().progress(1, 3.0, null);
        request.client().disconnect(Duration.ofHours(1));
        await(release);
        request.client().progress(2, 3.0, null);
        return ok(request.cancellation().isCancelled() ? "cancelled" : "worked");
    }

    private Outcome abandoned(CallRequest request) {
        try (var _ = request.cancellation().onCancel(cancelled::countDown)) {
            request.client().disconnect(Duration.ofSeconds(-1));
            await(cancelled);
        }
        return ok(null);
    }

    private static Outcome brief(CallRequest request) {
        request.client().disconnect(Duration.ofSeconds(30));
        return ok("brief");
    }

    private static Outcome talkative(CallRequest request) {
        request.client().progress(1, 3.0, null);
        return ok("talked");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Events call(int id, String tool) {
        return client.open(client.request().POST(BodyPublishers.ofString(TestingClient.callTool(id, tool))));
    }

    @Test
    void theClientIsToldWhenToComeBackAndTheResponseEndsWhileTheCallGoesOn() throws Exception {
        var body = client.send(client.request().POST(BodyPublishers.ofString(TestingClient.callTool(7, "work"))))
                .body();

        assertThat(body).endsWith("id: 1-1\nretry: 60000\ndata: \n\n");
        assertThat(client.callTool("quick").get("isError")).isEqualTo(false);

        release.countDown();
        try (var resumed = client.listen("1-1")) {
            var missed = resumed.rest();
            assertThat(missed).hasSize(2);
            assertThat(missed.get(0).data()).contains("\"progress\":2");
            assertThat(missed.get(1).data()).contains("worked", "\"id\":7");
        }
    }

    @Test
    void aClientThatComesBackEarlyWaitsForTheRest() throws Exception {
        try (var events = call(7, "work")) {
            events.rest();
        }
        try (var resumed = client.listen("1-1")) {
            resumed.awaitComment();
            release.countDown();
            assertThat(resumed.rest()).hasSize(2);
        }
    }

    @Test
    void aCallWhoseClientStaysAwayIsCancelledAndOneWhoseClientHasTimeIsNot() throws Exception {
        try (var events = call(7, "work")) {
            events.rest();
        }
        try (var other = server.client();
                var events = other.open(
                        other.request().POST(BodyPublishers.ofString(TestingClient.callTool(1, "abandoned"))))) {
            events.rest();
        }
        cancelled.await();
        release.countDown();
        try (var resumed = client.listen("1-0")) {
            assertThat(resumed.rest()).last().extracting(Event::data).asString().contains("worked");
        }
    }

    @Test
    void anAnswerIsKeptUntilItsClientWasToComeBack() throws Exception {
        try (var events = call(7, "brief")) {
            events.rest();
        }
        awaitForgotten();
        try (var resumed = client.listen("1-0")) {
            assertThat(resumed.rest()).last().extracting(Event::data).asString().contains("brief");
        }
    }

    /** Waits until a stream that ended later has been given up. */
    private void awaitForgotten() throws IOException {
        try (var later = call(8, "talkative")) {
            later.rest();
        }
        while (true) {
            try (var resumed = client.listen("2-0")) {
                var first = resumed.next();
                if (first == null || !String.valueOf(first.id()).startsWith("2-")) {
                    return;
                }
            }
        }
    }

    @Test
    void aServerThatStopsLetsClientsFetchTheAnswersOfCallsThatMayFinish() throws Exception {
        try (var events = call(7, "work")) {
            events.rest();
        }
        var closing = CompletableFuture.runAsync(() -> server.http.close(Duration.ofMinutes(1)));
        while (client.get("/readyz").statusCode() != 503) {
            Thread.onSpinWait();
        }
        try (var resumed = client.listen("1-1")) {
            resumed.awaitComment();
            release.countDown();
            assertThat(resumed.rest()).last().extracting(Event::data).asString().contains("worked");
        }
        closing.get();
    }

    @Test
    void aClientOfAnOlderRevisionStaysConnected() throws Exception {
        release.countDown();
        try (var older = new TestingClient(server.http)) {
            var session = older.post(TestingClient.INITIALIZE.replace("2025-11-25", "2025-06-18"))
                    .headers()
                    .firstValue("Mcp-Session-Id")
                    .orElseThrow();
            var call = older.request()
                    .header("Mcp-Session-Id", session)
                    .POST(BodyPublishers.ofString(TestingClient.callTool(7, "work")));
            assertThat(older.send(call).body()).contains("worked").doesNotContain("retry:");
        }
    }

    @Test
    void aClientWithoutASessionStaysConnected() {
        release.countDown();
        try (var modern = new ModernClient(server.http)) {
            var response = modern.send(modern.call("work", Map.of()));
            assertThat(response.headers().firstValue("content-type")).contains("application/json");
            assertThat(response.body()).contains("worked");
        }
    }
}
