package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The clients of the transport HTTP+SSE that are connected, by the id of their session; limited in number. */
final class LegacySessions {

    private final McpService service;
    private final ActiveCalls calls;
    private final HttpLimits limits;
    private final Semaphore free;
    private final Map<String, LegacySession> byId = new ConcurrentHashMap<>();

    LegacySessions(McpService service, ActiveCalls calls, HttpLimits limits) {
        this.service = service;
        this.calls = calls;
        this.limits = limits;
        this.free = new Semaphore(limits.maxSessions());
    }

    /** {@link #close} must follow. */
    LegacySession open() throws Refusal {
        if (calls.isDraining()) {
            throw new Refusal(503, "the server is shutting down");
        }
        if (!free.tryAcquire()) {
            throw new Refusal(503, "too many sessions; try again later");
        }
        var session = new LegacySession(service, calls);
        byId.put(session.id(), session);
        return session;
    }

    LegacySession require(@Nullable String id) throws Refusal {
        var session = id == null ? null : byId.get(id);
        if (session == null) {
            throw new Refusal(404, "there is no such session; open the stream at /sse first");
        }
        return session;
    }

    void close(LegacySession session) {
        if (byId.remove(session.id()) != null) {
            session.close();
            free.release();
        }
    }

    void closeAll() {
        byId.values().forEach(this::close);
    }

    /** Called every now and then: finds out who is still there. */
    void watch(long now) {
        for (var session : byId.values()) {
            if (session.stream.isAttached()
                    && now - session.stream.lastWrite()
                            > limits.streamHeartbeat().toNanos()) {
                Thread.ofVirtual().name("mcp-heartbeat").start(session.stream::beat);
            }
        }
    }
}
