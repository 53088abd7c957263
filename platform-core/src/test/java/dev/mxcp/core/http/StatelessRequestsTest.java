package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.CallContext.LogLevel;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests of the stateless era must say, and what they get. */
@Timeout(30)
class StatelessRequestsTest {

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final AtomicReference<CallRequest> left = new AtomicReference<>();
    private final TestingServer server = new TestingServer(new TestingProject()
            .tool("hello", _ -> ok("hello"))
            .tool("talk", this::talk)
            .tool("hold", this::hold)
            .resource("data://static", "text/plain", _ -> ok("static")));
    private final ModernClient client = new ModernClient(server.http);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private Outcome talk(CallRequest request) {
        left.set(request);
        request.client().log(LogLevel.DEBUG, "details", Map.of());
        request.client().log(LogLevel.WARNING, "careful", Map.of());
        for (var progress : new double[] {1, 2, 2, 1, Double.NaN, 3}) {
            request.client().progress(progress, 4.0, null);
        }
        IntStream.range(0, 10_000).forEach(i -> request.client().progress(3 + i / 10_000.0, 4.0, null));
        request.client().progress(4, 4.0, "all");
        return ok("talked");
    }

    private Outcome hold(CallRequest request) {
        var stopped = new CountDownLatch(1);
        try (var _ = request.cancellation().onCancel(stopped::countDown)) {
            stopped.await();
            cancelled.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ok("stopped");
    }

    private static void assertError(HttpResponse<String> response, int status, long code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains("\"code\":" + code);
    }

    @Test
    void aServerIsDiscoveredWithoutASession() {
        var result = client.result(client.request("server/discover", Map.of()));

        assertThat(result.get("supportedVersions"))
                .isEqualTo(List.of("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"));
        assertThat(result.get("resultType")).isEqualTo("complete");
        assertThat(result.get("ttlMs")).isEqualTo(3_600_000L);
        assertThat(result.get("_meta").toString()).contains("io.modelcontextprotocol/serverInfo", "1.2.3");
        assertThat(result.get("capabilities"))
                .isEqualTo(Map.of(
                        "tools", Map.of("listChanged", true),
                        "resources", Map.of("listChanged", true, "subscribe", true),
                        "prompts", Map.of("listChanged", true),
                        "completions", Map.of(),
                        "logging", Map.of(),
                        "extensions", Map.of("io.modelcontextprotocol/tasks", Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocolVersion", "clientCapabilities"})
    void aRequestThatDoesNotSayAllIsRefused(String field) {
        assertError(client.send(client.with(field, null).request("tools/list", Map.of())), 400, -32602);
    }

    @Test
    void aRequestWithoutMetaIsRefusedWhereItsHeaderOrMethodBelongsToTheEra() {
        var list = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
        assertError(client.send(client.raw(list).header("MCP-Protocol-Version", ModernClient.VERSION)), 400, -32602);
        assertError(client.send(client.raw(list.replace("tools/list", "server/discover"))), 400, -32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2027-01-01", "v999", "2025-11-25"})
    void aVersionThatIsNotSpokenIsRefusedWithThoseThatAre(String version) {
        client.with("protocolVersion", version);
        assertUnsupported(version, client.request("tools/list", Map.of()).setHeader("MCP-Protocol-Version", version));
        // another version may know other headers
        assertUnsupported(
                version, client.raw(client.body("tools/list", Map.of())).header("MCP-Protocol-Version", version));
    }

    @Test
    void aVersionOfTheHeaderAloneIsRefusedTheSame() {
        assertUnsupported(
                "2027-01-01",
                client.raw("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                        .header("MCP-Protocol-Version", "2027-01-01"));
    }

    private void assertUnsupported(String version, HttpRequest.Builder request) {
        var supported = Stream.of("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")
                .filter(other -> !other.equals(version))
                .toList();
        var response = client.send(request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestingClient.object(response.body()))
                .isEqualTo(Map.of(
                        "jsonrpc",
                        "2.0",
                        "id",
                        1L,
                        "error",
                        Map.of(
                                "code",
                                -32022L,
                                "message",
                                "Unsupported protocol version",
                                "data",
                                Map.of("supported", supported, "requested", version))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "no/such"})
    void aMethodThatTheEraDoesNotHaveIsNotFound(String method) {
        assertError(client.send(client.request(method, Map.of())), 404, -32601);
    }

    @Test
    void aSessionIsNeitherNeededNorLookedAt() {
        var request = client.call("hello", Map.of())
                .header("Mcp-Session-Id", "no-such-session")
                .header("Last-Event-ID", "3-7");
        var response = client.send(request);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Mcp-Session-Id")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PUT"})
    void onlyPostIsUnderstood(String method) {
        var request = client.request(method)
                .header("MCP-Protocol-Version", ModernClient.VERSION)
                .header("Accept", "text/event-stream");
        var answer = client.send(request);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("POST");
    }

    @Test
    void aNotificationIsAcceptedAndAnAnswerIsNot() {
        var notification = client.raw("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{}}")
                .header("MCP-Protocol-Version", ModernClient.VERSION)
                .header("Mcp-Method", "notifications/cancelled");
        assertThat(client.send(notification).statusCode()).isEqualTo(202);

        var answer = client.raw("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}")
                .header("MCP-Protocol-Version", ModernClient.VERSION);
        assertThat(client.send(answer).statusCode()).isEqualTo(400);
    }

    @Test
    void severalMessagesInOneBodyAreRefused() {
        var body = "[" + client.body("tools/list", Map.of()) + "]";
        assertError(client.send(client.raw(body).header("MCP-Protocol-Version", ModernClient.VERSION)), 400, -32600);
    }

    @Test
    void aResourceThatIsNotThereIsABadParameterOfThisEra() {
        var error = client.error(client.request("resources/read", Map.of("uri", "data://gone")));
        assertThat(error.get("code")).isEqualTo(-32602L);
        assertThat(error.get("data")).isEqualTo(Map.of("uri", "data://gone"));
    }

    @Test
    void logMessagesComeOnlyToWhoWantsThem() {
        assertThat(client.send(client.call("talk", Map.of())).body()).doesNotContain("notifications/message");
        assertThat(client.with("logLevel", "warning")
                        .send(client.call("talk", Map.of()))
                        .body())
                .contains("careful")
                .doesNotContain("details");
        assertError(client.send(client.with("logLevel", "loud").call("talk", Map.of())), 400, -32602);
    }

    @Test
    void progressGrowsAndIsToldNoMoreOftenThanIsOfUse() {
        var response = client.send(client.with("progressToken", "p").call("talk", Map.of()));
        var reports = response.body()
                .lines()
                .filter(line -> line.contains("notifications/progress"))
                .map(line -> (Map<?, ?>)
                        TestingClient.object(line.substring("data: ".length())).get("params"))
                .map(params -> ((Number) params.get("progress")).doubleValue())
                .toList();

        assertThat(reports).isSorted().doesNotHaveDuplicates().hasSizeLessThan(1_000);
        assertThat(reports).startsWith(1.0, 2.0, 3.0).endsWith(4.0);
    }

    @Test
    void nothingComesAfterTheAnswer() {
        var answered = client.send(client.with("logLevel", "debug").call("talk", Map.of()));
        left.get().client().log(LogLevel.ERROR, "too late", Map.of());

        assertThat(answered.body().strip().lines().reduce((_, last) -> last))
                .hasValueSatisfying(last -> assertThat(last).contains("\"result\""));
    }

    @Test
    void aStreamIsNotHeldUpByProxiesAndItsEventsCannotBeResumed() {
        var response = client.send(client.with("logLevel", "debug").call("talk", Map.of()));

        assertThat(response.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(response.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(v -> assertThat(v).contains("no-cache"));
        assertThat(response.body()).doesNotContain("id: ");
    }

    @Test
    void whoClosesTheStreamCancelsTheCall() throws Exception {
        try (var events = client.open(client.call("hold", Map.of()))) {
            events.awaitComment();
        }
        cancelled.await();
    }

    @Test
    void sessionsAndRequestsWithoutLiveSideBySide() {
        HttpRequest.Builder modern = client.call("hello", Map.of());
        try (var old = server.client()) {
            assertThat(old.callTool("hello").toString()).contains("hello");
            assertThat(client.text(modern)).contains("hello");
            assertThat(old.callTool("hello").toString()).doesNotContain("resultType");
        }
    }
}
