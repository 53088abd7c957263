package dev.mxcp.core.stdio;

import static dev.mxcp.core.mcp.TestingProject.failed;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StdioServerTest {

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"testing","version":"1"}}}""";

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicReference<Generation> project = new AtomicReference<>();
    private final McpService service = service();
    private final OutputStream in;
    private final BufferedReader out;
    private final StdioServer server;
    private final CompletableFuture<Void> running;

    StdioServerTest() throws IOException {
        var toServer = Pipe.open();
        var fromServer = Pipe.open();
        in = Channels.newOutputStream(toServer.sink());
        out = new BufferedReader(Channels.newReader(fromServer.source(), StandardCharsets.UTF_8));
        var serverIn = Channels.newInputStream(toServer.source());
        var serverOut = Channels.newOutputStream(fromServer.sink());
        server = new StdioServer(service, serverIn, serverOut);
        running = run(server, Duration.ofMillis(100), serverOut);
    }

    private static CompletableFuture<Void> run(StdioServer server, Duration drain, OutputStream out) {
        return CompletableFuture.runAsync(
                () -> {
                    try (out) {
                        server.run(drain);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                },
                task -> Thread.ofPlatform().start(task));
    }

    private McpService service() {
        project.set(project());
        return new McpService(
                project::get, ServerInfo.of("mxcp", "1"), new McpLimits(32, 2048, 100, Duration.ofSeconds(10)));
    }

    private TestingProject project() {
        return new TestingProject()
                .tool("quick", request -> ok("by " + request.transport() + request.headers()))
                .tool("wait", this::await)
                .tool("hold", this::hold)
                .tool("ask", StdioServerTest::ask);
    }

    private Outcome await(CallRequest request) {
        var stopped = new CountDownLatch(1);
        try (var _ = request.cancellation().onCancel(() -> {
            cancelled.countDown();
            stopped.countDown();
        })) {
            started.countDown();
            while (stopped.getCount() > 0 && release.getCount() > 0) {
                Thread.onSpinWait();
            }
            return stopped.getCount() > 0 ? ok("released") : failed("cancelled");
        }
    }

    /** As {@link #await}, for many at a time. */
    private Outcome hold(CallRequest request) {
        var stopped = new CountDownLatch(1);
        try (var _ = request.cancellation().onCancel(stopped::countDown)) {
            started.countDown();
            stopped.await();
            cancelled.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return failed("cancelled");
    }

    /** Asks when its own time is over. */
    private static Outcome ask(CallRequest request) {
        try {
            var question = new InputRequest.Form("Which color?", Map.of("type", "object"));
            return ok(request.client().ask(Map.of("color", question), Instant.now()));
        } catch (PlatformException e) {
            return failed(e.userMessage());
        }
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

    private static String call(int id, String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\"}}"
                .formatted(id, tool);
    }

    @Test
    void aClientInitializesAndCalls() throws IOException {
        write(INITIALIZE);
        assertThat(out.readLine()).contains("\"protocolVersion\":\"2025-11-25\"");
        write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        write(call(1, "quick"));
        assertThat(out.readLine()).contains("\"id\":1").contains("by stdio{}");
    }

    @Test
    void aLineThatIsNoMessageGetsAnErrorAndTheSessionGoesOn() throws IOException {
        write(INITIALIZE);
        out.readLine();
        write("{nonsense");
        assertThat(out.readLine()).contains("-32700").doesNotContain("\"id\"");
        write("[]");
        assertThat(out.readLine()).contains("-32600");
        write("");
        write("\r");
        in.write(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        assertThat(out.readLine()).contains("-32700");
        write(call(1, "quick"));
        assertThat(out.readLine()).contains("\"id\":1");
    }

    @Test
    void aLineThatIsTooLongGetsAnErrorAndTheSessionGoesOn() throws IOException {
        write(INITIALIZE);
        out.readLine();
        write("x".repeat(5000));
        assertThat(out.readLine()).contains("-32600").contains("larger than 2048 bytes");
        write(call(1, "quick"));
        assertThat(out.readLine()).contains("\"id\":1");
    }

    @Test
    void aSlowCallDoesNotHoldUpAnother() throws Exception {
        write(INITIALIZE);
        out.readLine();
        write(call(1, "wait"));
        started.await();
        write(call(2, "quick"));
        assertThat(out.readLine()).contains("\"id\":2");
        release.countDown();
        assertThat(out.readLine()).contains("\"id\":1").contains("released");
    }

    @Test
    void aCancelledCallStopsAndGetsNoAnswer() throws Exception {
        write(INITIALIZE);
        out.readLine();
        write(call(1, "wait"));
        started.await();
        write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        cancelled.await();
        in.close();

        assertThat(out.lines()).isEmpty();
    }

    @Test
    void theEndOfTheInputEndsTheServerAndCancelsWhatStillRuns() throws Exception {
        write(INITIALIZE);
        out.readLine();
        write(call(1, "wait"));
        started.await();

        in.close();

        cancelled.await();
        running.join();
    }

    @Test
    void aServerThatIsStoppedEndsAlthoughItsInputGoesOn() throws Exception {
        write(INITIALIZE);
        out.readLine();
        write(call(1, "wait"));
        started.await();

        server.stop();

        cancelled.await();
        running.join();
    }

    @Test
    void aCallBeyondTheLimitIsRefusedAndTheOthersCanStillBeCancelled() throws Exception {
        write(INITIALIZE);
        out.readLine();
        for (var id = 1; id <= 1024; id++) {
            write(call(id, "hold"));
        }
        write(call(1025, "hold"));
        assertThat(out.readLine()).contains("\"id\":1025").contains("1024 calls are under way");

        write("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        cancelled.await();
    }

    @Test
    void aQuestionIsNotWaitedForBeyondTheDeadlineOfItsCall() throws IOException {
        write(INITIALIZE.replace("\"capabilities\":{}", "\"capabilities\":{\"elicitation\":{}}"));
        out.readLine();
        write(call(1, "ask"));
        assertThat(out.readLine()).contains("elicitation/create");
        assertThat(out.readLine()).contains("did not answer before the deadline of the call");
    }

    @Test
    void whatWasAskedBeforeTheEndOfTheInputIsAnswered() throws Exception {
        write(INITIALIZE);
        write(call(1, "quick"));
        in.close();

        var lines = out.lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).contains("\"id\":1");
    }

    @Test
    void aReloadIsTold() throws IOException {
        write(INITIALIZE);
        out.readLine();
        project.set(project().tool("another", _ -> ok("x")));
        service.generationChanged();
        assertThat(out.readLine()).contains("notifications/tools/list_changed");
    }

    @Test
    void whoNeitherInitializesNorStatesAVersionIsToldTo() throws IOException {
        write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}");
        assertThat(out.readLine()).contains("-32602", "\"id\":1", "initialize a session first");
    }

    @Test
    void pingIsAnsweredBeforeInitialize() throws IOException {
        write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
        assertThat(out.readLine()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
    }
}
