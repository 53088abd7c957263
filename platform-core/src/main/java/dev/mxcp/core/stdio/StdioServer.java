package dev.mxcp.core.stdio;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.McpSession;
import dev.mxcp.core.mcp.ProtocolException;
import dev.mxcp.spi.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves one client over a pair of streams, one message per line. What is not a message gets an error, and the session
 * goes on. The output carries messages only: whoever makes this moves {@code System.out} away first.
 */
public final class StdioServer {

    private static final Logger LOG = LoggerFactory.getLogger(StdioServer.class);
    /** Calls that have been read and not been answered; how many of them run at a time is for the project to say. */
    private static final int MAX_CALLS = 1024;

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

    private final McpService service;
    private final LineReader in;
    private final LineStream out;
    private final Semaphore free = new Semaphore(MAX_CALLS);
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final RunningRequests withoutSession = new RunningRequests();
    private volatile @Nullable McpSession session;

    public StdioServer(McpService service, InputStream in, OutputStream out) {
        this.service = service;
        this.in = new LineReader(in, service.limits().maxMessageBytes());
        this.out = new LineStream(out);
    }

    /**
     * Serves until the input ends or the server is stopped; then gives calls that run the time to finish, and cancels
     * the rest.
     */
    public void run(Duration drain) throws IOException {
        var calls = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("mcp-call-", 1).factory());
        // a thread that reads the standard input cannot be woken up, so it is one that the process need not wait for
        Thread.ofPlatform().name("mcp-input").daemon().start(() -> read(calls));
        try {
            ended.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw e;
        } finally {
            finish(calls, drain);
        }
    }

    /** Takes no new calls and lets {@link #run} return. Answers and cancellations for calls that run are still read. */
    public void stop() {
        ended.complete(null);
    }

    private void read(ExecutorService calls) {
        try {
            for (var line = in.next(); line != null && !out.isBroken(); line = in.next()) {
                take(line, calls);
            }
            ended.complete(null);
        } catch (IOException | RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    private void take(LineReader.Line line, ExecutorService calls) {
        if (line.isBlank()) {
            return;
        }
        try {
            if (line.isTooLong()) {
                throw new ProtocolException(
                        ProtocolException.INVALID_REQUEST,
                        "the message is larger than " + service.limits().maxMessageBytes() + " bytes");
            }
            take(service.read(line.bytes()), calls);
        } catch (ProtocolException e) {
            out.send(service.errorBody(e));
        }
    }

    private void take(McpMessage message, ExecutorService calls) throws ProtocolException {
        var current = session;
        switch (message) {
            case McpMessage.Request call when McpService.isStateless(call) -> callStateless(call, calls);
            case McpMessage.Request initialize when initialize.isInitialize() -> open(initialize);
            case McpMessage.Request call -> call(call, calls);
            case McpMessage.Notification notification -> {
                if (notification.method().equals("notifications/cancelled")) {
                    withoutSession.cancel(notification.params().get("requestId"));
                }
                if (current != null) {
                    current.accept(notification);
                }
            }
            case McpMessage.Response answer when current != null -> current.accept(answer);
            case McpMessage.Response _ -> LOG.atDebug().log("an answer before initialize");
        }
    }

    private void callStateless(McpMessage.Request call, ExecutorService calls) throws ProtocolException {
        var caller = Caller.of(Identity.anonymous(), Map.of(), "stdio", "stdio");
        var stream = withoutSession.start(call, caller, out);
        try {
            execute(call, calls, () -> {
                try {
                    service.answer(call, caller, stream);
                } finally {
                    withoutSession.finished(call, stream);
                }
            });
        } catch (ProtocolException e) {
            withoutSession.finished(call, stream);
            throw e;
        }
    }

    private void open(McpMessage.Request initialize) throws ProtocolException {
        var opened = service.open(initialize, null);
        closeSession();
        session = opened.session();
        opened.session().listen(out);
        out.answer(opened.answer());
    }

    /** Before {@code initialize} a client may only ping. */
    private void call(McpMessage.Request call, ExecutorService calls) throws ProtocolException {
        var open = session;
        if (open == null && !call.method().equals("ping")) {
            throw new ProtocolException(
                            ProtocolException.INVALID_PARAMS,
                            "initialize a session first, or state the protocol version and the client's capabilities in '_meta'")
                    .withId(call.id());
        }
        var current = open != null ? open : service.stateless(McpService.PROTOCOL_VERSIONS.getFirst());
        execute(
                call,
                calls,
                () -> current.handle(call, Caller.of(Identity.anonymous(), Map.of(), "stdio", "stdio"), out));
    }

    private void execute(McpMessage.Request call, ExecutorService calls, Runnable work) throws ProtocolException {
        // refused rather than left to wait: what cancels a call, or answers its question, comes by the same input
        if (!free.tryAcquire()) {
            throw refused(MAX_CALLS + " calls are under way; try again when one of them has ended", call);
        }
        try {
            calls.execute(() -> {
                try {
                    work.run();
                } finally {
                    free.release();
                }
            });
        } catch (RejectedExecutionException e) {
            free.release();
            throw refused("the server is shutting down", call);
        }
    }

    private static ProtocolException refused(String message, McpMessage.Request call) {
        return new ProtocolException(ProtocolException.REFUSED, message).withId(call.id());
    }

    private void finish(ExecutorService calls, Duration drain) {
        calls.shutdown();
        service.endListening();
        var tasks = Thread.ofVirtual().name("task-drain").start(() -> service.endTasks(drain));
        try {
            if (!calls.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
                closeSession();
                withoutSession.cancelAll();
                if (!calls.awaitTermination(AFTER_CANCEL.toMillis(), TimeUnit.MILLISECONDS)) {
                    calls.shutdownNow();
                }
            }
            tasks.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            calls.shutdownNow();
        } finally {
            closeSession();
        }
    }

    private void closeSession() {
        var current = session;
        if (current != null) {
            service.close(current);
        }
    }
}
