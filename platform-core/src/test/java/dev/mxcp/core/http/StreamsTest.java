package dev.mxcp.core.http;

import static dev.mxcp.core.http.TestingClient.request;
import static dev.mxcp.core.mcp.TestingProject.failed;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that take long, and messages that nobody asked for. */
@Timeout(30)
class StreamsTest {

    private final BlockingQueue<CallRequest> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<CallRequest> cancelled = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private final TestingProject project = new TestingProject()
            .tool("wait", this::await)
            .tool("talk", this::talk)
            .tool("flood", this::flood)
            .tool("quick", _ -> ok("quick"));
    private TestingServer server = new TestingServer(project);

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    /** Changes two of the lists. */
    private void reload() {
        server.generation.set(new TestingProject(2)
                .tool("renamed", _ -> ok(null))
                .resource("data://new", "text/plain", _ -> ok(null)));
        server.service.generationChanged();
    }

    /** Runs until it is cancelled or released. */
    private Outcome await(CallRequest request) {
        var stopped = new CountDownLatch(1);
        try (var _ = request.cancellation().onCancel(stopped::countDown)) {
            started.add(request);
            while (!request.cancellation().isCancelled() && !release.await(5, TimeUnit.MILLISECONDS)) {
                // one of the two comes
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (request.cancellation().isCancelled()) {
            cancelled.add(request);
            return failed("cancelled");
        }
        return ok("released");
    }

    private Outcome talk(CallRequest request) {
        request.client().progress(1, 3.0, null);
        var outcome = await(request);
        request.client().progress(2, 3.0, null);
        return outcome;
    }

    private CompletableFuture<String> start(TestingClient client, int id, String tool) throws InterruptedException {
        var body = CompletableFuture.supplyAsync(
                () -> client.post(TestingClient.callTool(id, tool)).body());
        started.take();
        return body;
    }

    private static void cancel(TestingClient client, int id) {
        client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%d}}"
                .formatted(id));
    }

    @Test
    void aCancelledCallStopsAndGetsNoAnswer() throws Exception {
        var client = server.client();
        var body = start(client, 7, "wait");

        cancel(client, 7);

        assertThat(cancelled.take()).isNotNull();
        assertThat(body.get()).doesNotContain("\"id\":7");
    }

    @Test
    void aSessionCannotCancelTheCallOfAnother() throws Exception {
        var mine = server.client();
        var theirs = server.client();
        var body = start(mine, 7, "wait");

        cancel(theirs, 7);
        assertThat(theirs.callTool("quick").get("isError")).isEqualTo(false);
        release.countDown();

        assertThat(body.get()).contains("released");
        assertThat(cancelled).isEmpty();
    }

    @Test
    void aRequestIdThatIsInUseIsRefused() throws Exception {
        var client = server.client();
        var body = start(client, 7, "wait");

        assertThat(client.post(TestingClient.callTool(7, "quick")).body()).contains("-32600");
        release.countDown();
        assertThat(body.get()).contains("released");
    }

    @Test
    void aCallThatTakesLongBecomesAStreamWithAPrimingEvent() throws Exception {
        var client = server.client();
        try (var events =
                client.open(client.request().POST(BodyPublishers.ofString(TestingClient.callTool(7, "wait"))))) {
            assertThat(events.response.headers().firstValue("content-type")).contains("text/event-stream");
            assertThat(events.next()).isEqualTo(new TestingClient.Event("1-0", ""));
            events.awaitComment();
            release.countDown();
            assertThat(events.rest())
                    .hasSize(1)
                    .allSatisfy(e -> assertThat(e.data()).contains("released"));
        }
    }

    @Test
    void aClientOfAnOlderRevisionGetsNoEventWithoutData() throws Exception {
        var client = new TestingClient(server.http);
        var opened = client.post(TestingClient.INITIALIZE.replace("2025-11-25", "2025-06-18"));
        var session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        var call = client.request()
                .header("Mcp-Session-Id", session)
                .POST(BodyPublishers.ofString(TestingClient.callTool(7, "wait")));
        try (var events = client.open(call)) {
            release.countDown();
            assertThat(events.rest())
                    .hasSize(1)
                    .allSatisfy(e -> assertThat(e.data()).contains("released"));
        }
    }

    @Test
    void aClientThatGoesAwayCancelsItsCall() throws Exception {
        var client = server.client();
        var events = client.open(client.request().POST(BodyPublishers.ofString(TestingClient.callTool(7, "wait"))));
        started.take();

        events.close();
        client.close();

        assertThat(cancelled.take()).isNotNull();
    }

    @Test
    void aClientThatComesBackInTimeGetsWhatItMissed() throws Exception {
        server.close();
        server = new TestingServer(
                project,
                HttpSettings.loopback(0).withLimits(TestingServer.LIMITS.withResumeGrace(Duration.ofMinutes(1))));
        var client = server.client();
        var events = client.open(client.request().POST(BodyPublishers.ofString(TestingClient.callTool(7, "talk"))));
        events.next();
        var seen = events.next();
        events.close();
        release.countDown();

        try (var resumed = client.listen(seen.id())) {
            var missed = resumed.rest();
            assertThat(missed).hasSize(2);
            assertThat(missed.get(0).data()).contains("\"progress\":2");
            assertThat(missed.get(1).data()).contains("released");
        }
        assertThat(cancelled).isEmpty();
    }

    @Test
    void whoComesBackForAStreamThatIsGoneDoesNotEndTheOneThatListens() throws Exception {
        var client = server.client();
        try (var events = client.listen(null)) {
            events.next();

            var refused =
                    client.send(client.request().header("Last-Event-ID", "77-1").GET());
            assertThat(refused.statusCode()).isEqualTo(409);

            server.reload(new TestingProject(2).tool("renamed", _ -> ok(null)));
            assertThat(events.next().data()).contains("notifications/tools/list_changed");
        }
    }

    @Test
    void aReloadIsToldToWhoListensAndShowsInTheNextList() throws Exception {
        var client = server.client();
        var silent = server.client();
        try (var events = client.listen(null)) {
            assertThat(events.next()).isEqualTo(new TestingClient.Event("1-0", ""));

            server.reload(new TestingProject(2).tool("renamed", _ -> ok(null)));
            assertThat(events.next().data()).contains("notifications/tools/list_changed");
        }
        assertThat(silent.answer("tools/list", "{}").toString())
                .contains("renamed")
                .doesNotContain("quick");
    }

    @Test
    void listsAreRenderedWhenAProjectIsLoadedNotWhenTheyAreAskedFor() {
        project.tool("late", _ -> ok(null));
        assertThat(server.client().answer("tools/list", "{}").toString())
                .contains("quick")
                .doesNotContain("late");

        var reloaded = new TestingProject(2).tool("renamed", _ -> ok(null));
        server.generation.set(reloaded);
        server.service.generationChanged();
        reloaded.tool("later", _ -> ok(null));
        assertThat(server.client().answer("tools/list", "{}").toString())
                .contains("renamed")
                .doesNotContain("later");
    }

    @Test
    void aListenerThatComesBackGetsWhatItMissed() throws Exception {
        var client = server.client();
        var first = client.listen(null);
        first.next();
        reload();
        var seen = first.next();
        first.close();

        try (var second = client.listen(seen.id())) {
            assertThat(second.next().data()).contains("notifications/resources/list_changed");
        }
    }

    @Test
    void aNewListenerTakesOverFromAnOlderOne() throws Exception {
        var client = server.client();
        try (var older = client.listen(null);
                var newer = client.listen(null)) {
            assertThat(older.rest()).hasSize(1);

            newer.next();
            reload();
            assertThat(newer.next().data()).contains("list_changed");
        }
    }

    @Test
    void aListeningStreamShowsThatItLives() throws IOException {
        var client = server.client();
        try (var events = client.listen(null)) {
            events.awaitComment();
            events.awaitComment();
            events.awaitComment();
        }
    }

    @Test
    void theEndOfASessionEndsItsStreamsAndCancelsItsCalls() throws Exception {
        var client = server.client();
        var body = start(client, 7, "wait");
        try (var events = client.listen(null)) {
            client.send(client.request().DELETE());

            assertThat(events.rest()).hasSizeLessThanOrEqualTo(1);
        }
        assertThat(cancelled.take()).isNotNull();
        body.get();
    }

    @Test
    void whoeverRunsWhenTheServerStopsMayFinish() throws Exception {
        var client = server.client();
        var body = start(client, 7, "wait");

        var closing = CompletableFuture.runAsync(() -> server.http.close(Duration.ofMinutes(1)));
        awaitDraining(client);
        var late = client.post(request(8, "ping", "{}"));
        release.countDown();

        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("retry-after")).isPresent();
        assertThat(body.get()).contains("released");
        closing.get();
    }

    private static void awaitDraining(TestingClient client) {
        while (client.get("/readyz").statusCode() != 503) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoeverTakesTooLongWhenTheServerStopsIsCancelled() throws Exception {
        var body = start(server.client(), 7, "wait");

        server.http.close(Duration.ofMillis(1));

        assertThat(cancelled.take()).isNotNull();
        assertThat(body.get()).contains("Error executing tool wait: cancelled");
    }

    @Test
    void aClientThatDoesNotReadCannotKeepTheServerFromStopping() throws Exception {
        var client = server.client();
        try (var deaf = new Socket("127.0.0.1", server.http.port())) {
            var body = TestingClient.callTool(7, "flood");
            deaf.getOutputStream()
                    .write(
                            ("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nMcp-Session-Id: "
                                            + client.session() + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                            + body)
                                    .getBytes(StandardCharsets.US_ASCII));
            started.take();

            server.http.close(Duration.ofMillis(1));
        }
    }

    /** Sends more than the buffers between server and client can hold. */
    private Outcome flood(CallRequest request) {
        started.add(request);
        for (var i = 0; i < 1000 && !request.cancellation().isCancelled(); i++) {
            request.client().progress(i, null, "x".repeat(100_000));
        }
        return ok("flooded");
    }

    @Test
    void aConnectionThatStaysSilentIsClosed() throws Exception {
        var limits = TestingServer.LIMITS;
        try (var impatient = new TestingServer(
                        project,
                        HttpSettings.loopback(0)
                                .withLimits(new HttpLimits(
                                        10,
                                        1,
                                        Duration.ofMinutes(1),
                                        limits.upgradeAfter(),
                                        limits.callHeartbeat(),
                                        limits.streamHeartbeat(),
                                        limits.resumeGrace(),
                                        10,
                                        limits.maxReplayBytes(),
                                        limits.maxRequestBytes(),
                                        Duration.ofMillis(100))));
                var silent = new Socket("127.0.0.1", impatient.http.port());
                var halfWay = new Socket("127.0.0.1", impatient.http.port())) {
            silent.setSoTimeout(20_000);
            halfWay.setSoTimeout(20_000);
            halfWay.getOutputStream()
                    .write(
                            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"
                                    .getBytes(StandardCharsets.US_ASCII));

            assertThat(silent.getInputStream().readAllBytes()).isEmpty();
            assertThat(new String(halfWay.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .doesNotContain("Exception");
        }
    }

    @Test
    void withoutAProjectTheServerIsNotReady() throws ExecutionException {
        server.generation.set(null);
        var client = server.client();

        assertThat(client.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(client.answer("tools/list", "{}").toString()).contains("not ready");
    }

    @Test
    void aStatelessServerAnswersWithoutSessions() throws Exception {
        try (var stateless = TestingServer.stateless(project)) {
            var client = new TestingClient(stateless.http);
            var opened = client.post(TestingClient.INITIALIZE);

            assertThat(opened.headers().firstValue("Mcp-Session-Id")).isEmpty();
            assertThat(client.callTool("quick").get("isError")).isEqualTo(false);
            assertThat(client.send(client.request().GET()).statusCode()).isEqualTo(405);
            assertThat(client.send(client.request().DELETE()).statusCode()).isEqualTo(405);
            assertThat(client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                            .statusCode())
                    .isEqualTo(202);

            var events = client.open(client.request().POST(BodyPublishers.ofString(TestingClient.callTool(7, "wait"))));
            started.take();
            events.close();
            client.close();
            assertThat(cancelled.take()).isNotNull();
        }
    }

    @Test
    void moreSessionsThanAllowedAreRefused() {
        var limits = TestingServer.LIMITS;
        try (var small = new TestingServer(
                project,
                HttpSettings.loopback(0)
                        .withLimits(new HttpLimits(
                                10,
                                1,
                                Duration.ofMinutes(1),
                                limits.upgradeAfter(),
                                limits.callHeartbeat(),
                                limits.streamHeartbeat(),
                                limits.resumeGrace(),
                                10,
                                limits.maxReplayBytes(),
                                limits.maxRequestBytes(),
                                limits.readTimeout())))) {
            var first = small.client();
            assertThat(new TestingClient(small.http)
                            .post(TestingClient.INITIALIZE)
                            .statusCode())
                    .isEqualTo(503);

            first.send(first.request().DELETE());
            assertThat(new TestingClient(small.http)
                            .post(TestingClient.INITIALIZE)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void canariesNeverCrossSessions() {
        var echo = new TestingServer(new TestingProject().tool("echo", this::echo, "canary"));
        try (echo) {
            var clients = java.util.stream.IntStream.range(0, 8).mapToObj(i -> {
                var client = echo.client();
                return CompletableFuture.supplyAsync(() -> java.util.stream.IntStream.range(0, 50)
                        .mapToObj(n -> client.post(request(
                                        n,
                                        "tools/call",
                                        "{\"name\":\"echo\",\"arguments\":{\"canary\":\"c%d-%d\"},\"_meta\":{\"progressToken\":1}}"
                                                .formatted(i, n)))
                                .body())
                        .filter(body ->
                                !body.contains("c%d-".formatted(i)) || body.matches("(?s).*c[^%d]-.*".formatted(i)))
                        .toList());
            });
            assertThat(clients.toList().stream().map(CompletableFuture::join)).allMatch(java.util.List::isEmpty);
        }
    }

    private Outcome echo(CallRequest request) {
        var canary = String.valueOf(request.arguments().get("canary"));
        request.client().progress(1, null, canary);
        return ok(Map.of("canary", canary));
    }
}
