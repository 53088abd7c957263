package dev.mxcp.core.http;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.McpSession;
import dev.mxcp.core.mcp.MessageStream;
import dev.mxcp.core.mcp.ProtocolException;
import dev.mxcp.core.task.Owner;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One client of the transport HTTP+SSE: everything that it is told goes down the one stream that it opened. */
final class LegacySession {

    /** Calls of one client that have been read and not been answered. */
    private static final int MAX_CALLS = 256;

    private final String id = UUID.randomUUID().toString();
    private final McpService service;
    private final ActiveCalls calls;
    private final Owner owner;
    private final String party;
    private final Semaphore free = new Semaphore(MAX_CALLS);
    final SseStream stream = SseStream.unresumable();
    private @Nullable McpSession mcp;
    private boolean closed;

    LegacySession(McpService service, ActiveCalls calls, Caller opener) {
        this.service = service;
        this.calls = calls;
        this.owner = Owner.of(opener.identity());
        this.party = opener.party();
    }

    /** Unguessable; among those who cannot be told apart, whoever knows it can speak in this session, so it is never logged. */
    String id() {
        return id;
    }

    /** Whose it is: nobody else can speak in it. */
    Owner owner() {
        return owner;
    }

    /** Whose share of the sessions it takes. */
    String party() {
        return party;
    }

    /** Takes a message; what there is to answer is answered on the stream. */
    void take(Received received, Caller caller) throws Refusal {
        switch (received.message()) {
            case McpMessage.Request initialize when initialize.isInitialize() -> initialize(initialize);
            case McpMessage.Request call -> call(call, received, initialized(), caller);
            case McpMessage.Notification notification -> initialized().accept(notification);
            case McpMessage.Response answer -> initialized().accept(answer);
        }
    }

    private synchronized McpSession initialized() throws Refusal {
        if (mcp == null) {
            throw new Refusal(400, "initialize the session first");
        }
        return mcp;
    }

    private synchronized void initialize(McpMessage.Request initialize) throws Refusal {
        if (mcp != null || closed) {
            throw new Refusal(400, "this session is initialized already, or over");
        }
        try {
            var opened = service.open(initialize, null);
            mcp = opened.session();
            mcp.listen(stream);
            stream.answer(opened.answer());
        } catch (ProtocolException e) {
            stream.answer(service.errorBody(e));
        }
    }

    private void call(McpMessage.Request call, Received received, McpSession session, Caller caller) throws Refusal {
        if (!free.tryAcquire()) {
            throw new Refusal(503, MAX_CALLS + " calls are under way; try again when one of them has ended");
        }
        var running = new Running(caller);
        var started = false;
        try {
            calls.enter(running);
            var needed = received.handOn();
            // the connection that brought the request is needed for what cancels it
            Thread.ofVirtual().name("mcp-call").start(() -> {
                try (needed) {
                    session.handle(call, caller, new Answers(stream));
                } finally {
                    calls.leave(running);
                    free.release();
                }
            });
            started = true;
        } finally {
            if (!started) {
                free.release();
            }
        }
    }

    synchronized void close() {
        closed = true;
        stream.end();
        if (mcp != null) {
            service.close(mcp);
        }
    }

    private record Running(Caller caller) implements ActiveCall {

        /** The stream is watched, not its calls. */
        @Override
        public void watch(long now) {}

        @Override
        public void cancel() {
            ActiveCall.cancel(caller.cancellation());
        }
    }

    /** The stream goes on after an answer. */
    private record Answers(MessageStream stream) implements MessageStream {

        @Override
        public void send(byte[] message) {
            stream.send(message);
        }

        @Override
        public void answer(byte[] message) {
            stream.answer(message);
        }

        @Override
        public void end() {}
    }
}
