package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.failed;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.mcp.TestingProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an endpoint's code does when its call is cancelled is not the server's to trust: it watches on. */
@Timeout(30)
class BrokenCancelTest {

    private final CountDownLatch never = new CountDownLatch(1);
    private final BlockingQueue<CallRequest> started = new LinkedBlockingQueue<>();
    private final BlockingQueue<CallRequest> ended = new LinkedBlockingQueue<>();
    private final TestingServer server = TestingServer.stateless(
            new TestingProject().tool("throwing", this::throwing).tool("blocking", this::blocking));

    @AfterEach
    void stop() {
        never.countDown();
        server.close();
    }

    private Outcome throwing(CallRequest request) {
        request.cancellation().onCancel(() -> {
            throw new IllegalStateException("broken on purpose");
        });
        return awaitCancel(request);
    }

    private Outcome blocking(CallRequest request) {
        // the calls wait for an action before the one that blocks
        var outcome = new CountDownLatch(1);
        request.cancellation().onCancel(outcome::countDown);
        request.cancellation().onCancel(() -> await(never));
        return awaitCancel(request, outcome);
    }

    private Outcome awaitCancel(CallRequest request) {
        var cancelled = new CountDownLatch(1);
        request.cancellation().onCancel(cancelled::countDown);
        return awaitCancel(request, cancelled);
    }

    private Outcome awaitCancel(CallRequest request, CountDownLatch cancelled) {
        started.add(request);
        await(cancelled);
        ended.add(request);
        return failed("cancelled");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void callAndLeave(String tool) throws IOException, InterruptedException {
        var body = TestingClient.callTool(1, tool);
        var request = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.http.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            started.take();
        }
    }

    @Test
    void whatThrowsKeepsNoOtherActionAndNoOtherCallFromBeingCancelled() throws Exception {
        for (var i = 0; i < 3; i++) {
            callAndLeave("throwing");
            ended.take();
        }
    }

    @Test
    void whatBlocksKeepsNoOtherCallFromBeingCancelled() throws Exception {
        for (var i = 0; i < 3; i++) {
            callAndLeave("blocking");
            ended.take();
        }
    }
}
