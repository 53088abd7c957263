package dev.mxcp.core.stdio;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.InputRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The stateless era over standard input and output: no initialize, and everything at once on one pair of streams. */
@Timeout(30)
class StatelessStdioTest {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{}},"
            + "\"io.modelcontextprotocol/logLevel\":\"debug\"}";

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicReference<CallRequest> answered = new AtomicReference<>();
    private final AtomicReference<TestingProject> project = new AtomicReference<>(project());
    private final McpService service = new McpService(project::get, ServerInfo.of("mxcp", "1"), McpLimits.DEFAULT);
    private final OutputStream in;
    private final BufferedReader out;
    private final CompletableFuture<Void> running;

    StatelessStdioTest() throws IOException {
        var toServer = Pipe.open();
        var fromServer = Pipe.open();
        in = Channels.newOutputStream(toServer.sink());
        out = new BufferedReader(Channels.newReader(fromServer.source(), StandardCharsets.UTF_8));
        var serverOut = Channels.newOutputStream(fromServer.sink());
        var server = new StdioServer(service, Channels.newInputStream(toServer.source()), serverOut);
        running = CompletableFuture.runAsync(
                () -> {
                    try (serverOut) {
                        server.run(Duration.ofMillis(100));
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
    }

    private TestingProject project() {
        return new TestingProject()
                .tool("quick", request -> ok("by " + request.transport()))
                .tool("leave", request -> {
                    answered.set(request);
                    return ok("left");
                })
                .tool("hold", this::hold)
                .tool("slow", this::slow)
                .tool("ask", StatelessStdioTest::ask);
    }

    private Outcome hold(CallRequest request) {
        var stopped = new CountDownLatch(1);
        try (var _ = request.cancellation().onCancel(stopped::countDown)) {
            started.countDown();
            stopped.await();
            request.client().log(LogLevel.ERROR, "cancelled", Map.of());
            cancelled.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ok("stopped");
    }

    private Outcome slow(CallRequest request) {
        try {
            started.countDown();
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ok("released");
    }

    private static Outcome ask(CallRequest request) {
        var question = new InputRequest.Form("Which?", Map.of("type", "object"));
        return ok(request.client().ask(Map.of("which", question), Instant.MAX).toString());
    }

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        in.close();
        running.join();
    }

    private void write(String line) throws IOException {
        in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    private void request(Object id, String method, String params) throws IOException {
        write("{\"jsonrpc\":\"2.0\",\"id\":%s,\"method\":\"%s\",\"params\":{%s%s}}"
                .formatted(Json.write(id), method, params.isEmpty() ? "" : params + ",", META));
    }

    private void call(int id, String tool) throws IOException {
        request((long) id, "tools/call", "\"name\":\"" + tool + "\"");
    }

    private void cancel(Object id) throws IOException {
        write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":%s}}"
                .formatted(Json.write(id)));
    }

    private String read() throws IOException {
        return Objects.requireNonNull(out.readLine());
    }

    @Test
    void aClientDiscoversAndCallsWithoutInitialize() throws IOException {
        request("d", "server/discover", "");
        assertThat(read()).contains("\"id\":\"d\"", "\"supportedVersions\":[\"2026-07-28\",\"2025-11-25\"");
        call(1, "quick");
        assertThat(read()).contains("by stdio", "\"resultType\":\"complete\"");
    }

    @Test
    void aRequestWithoutMetaOfAMethodOfTheEraIsRefused() throws IOException {
        write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}");
        assertThat(read()).contains("-32602");
    }

    @Test
    void aMethodThatTheEraDoesNotHaveIsNotFound() throws IOException {
        request(1L, "initialize", "");
        assertThat(read()).contains("-32601");
    }

    @Test
    void requestsRunSideBySide() throws Exception {
        call(1, "slow");
        started.await();
        call(2, "quick");
        assertThat(read()).contains("\"id\":2");
        release.countDown();
        assertThat(read()).contains("\"id\":1", "released");
    }

    @Test
    void anIdThatIsInUseIsRefused() throws Exception {
        call(1, "slow");
        started.await();
        call(1, "quick");
        assertThat(read()).contains("this request id is in use");
        release.countDown();
        assertThat(read()).contains("released");
        call(1, "quick");
        assertThat(read()).contains("by stdio");
    }

    @Test
    void aCancelledCallStopsAndNothingOfItComesAnyMore() throws Exception {
        call(1, "hold");
        started.await();
        cancel(1L);
        cancelled.await();
        in.close();
        assertThat(out.lines()).isEmpty();
    }

    @Test
    void nothingOfACallComesAfterItsAnswerInEitherEra() throws IOException {
        call(1, "leave");
        assertThat(read()).contains("left");
        answered.get().client().log(LogLevel.ERROR, "too late", Map.of());
        call(2, "quick");
        assertThat(read()).contains("\"id\":2");

        initialize();
        write("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":{\"name\":\"leave\"}}");
        assertThat(read()).contains("left");
        answered.get().client().log(LogLevel.ERROR, "too late", Map.of());
        call(4, "quick");
        assertThat(read()).contains("\"id\":4");
    }

    private void initialize() throws IOException {
        write("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\","
                + "\"capabilities\":{},\"clientInfo\":{\"name\":\"testing\",\"version\":\"1\"}}}");
        assertThat(read()).contains("2025-11-25");
    }

    @Test
    void aQuestionIsAResultAndTheAnswerARequest() throws IOException {
        call(1, "ask");
        var asked = (Map<?, ?>) json(read()).get("result");
        assertThat(asked.get("resultType")).isEqualTo("input_required");
        request(
                2L,
                "tools/call",
                "\"name\":\"ask\",\"inputResponses\":{\"which\":{\"action\":\"decline\"}},\"requestState\":"
                        + Json.write(asked.get("requestState")));
        assertThat(read()).contains("\"id\":2", "Declined");
    }

    @Test
    void severalStreamsOfChangesShareTheOutputAndEachEndsByItself() throws Exception {
        request("a", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
        assertThat(read()).contains("acknowledged", "\"io.modelcontextprotocol/subscriptionId\":\"a\"");
        request("b", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
        assertThat(read()).contains("acknowledged", "\"io.modelcontextprotocol/subscriptionId\":\"b\"");

        reload("x");
        assertThat(Stream.of(read(), read()))
                .allMatch(line -> line.contains("notifications/tools/list_changed"))
                .anyMatch(line -> line.contains("subscriptionId\":\"a\""))
                .anyMatch(line -> line.contains("subscriptionId\":\"b\""));

        cancel("a");
        call(1, "quick");
        assertThat(read()).as("what was sent before it has been read too").contains("by stdio");
        reload("y");
        assertThat(read()).contains("subscriptionId\":\"b\"");
        call(2, "quick");
        assertThat(read()).contains("by stdio");
    }

    private void reload(String tool) {
        project.set(project().tool(tool, _ -> ok(null)));
        service.generationChanged();
    }

    @Test
    void theEndOfTheInputEndsStreamsOfChangesWithTheirAnswer() throws Exception {
        request("a", "subscriptions/listen", "\"notifications\":{}");
        read();
        in.close();
        assertThat(read()).contains("\"id\":\"a\"", "\"resultType\":\"complete\"", "subscriptionId\":\"a\"");
        running.join();
    }

    @Test
    void theEndOfTheInputCancelsWhatStillRunsAfterItsTime() throws Exception {
        call(1, "hold");
        started.await();
        in.close();
        cancelled.await();
        running.join();
    }

    @Test
    void oneConnectionMaySpeakBothEras() throws IOException {
        call(1, "quick");
        assertThat(read()).contains("resultType");
        initialize();
        write("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"quick\"}}");
        assertThat(read()).contains("by stdio").doesNotContain("resultType");
        call(3, "quick");
        assertThat(read()).contains("resultType");
    }

    private static Map<?, ?> json(String line) {
        try {
            return (Map<?, ?>) Json.read(line);
        } catch (JsonException e) {
            throw new AssertionError(line, e);
        }
    }
}
