package dev.mxcp.core.http;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.pipeline.PartyBudget;
import dev.mxcp.core.task.Owner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The clients of the transport HTTP+SSE that are connected, by the id of their session; limited in number, in all and of one caller. */
final class LegacySessions {

    private final McpService service;
    private final ActiveCalls calls;
    private final HttpLimits limits;
    private final PartyBudget places;
    private final Map<String, LegacySession> byId = new ConcurrentHashMap<>();

    LegacySessions(McpService service, ActiveCalls calls, HttpLimits limits) {
        this.service = service;
        this.calls = calls;
        this.limits = limits;
        this.places = new PartyBudget(limits.maxSessions());
    }

    /** {@link #close} must follow. */
    LegacySession open(Caller caller) throws Refusal {
        if (calls.isDraining()) {
            throw new Refusal(503, "the server is shutting down");
        }
        if (!places.take(caller.party(), 1)) {
            throw new Refusal(503, "too many sessions, in all or of this caller; end some, or try again later");
        }
        var session = new LegacySession(service, calls, caller);
        byId.put(session.id(), session);
        return session;
    }

    /** The session with this id, if it is the caller's; no other is known to it. */
    LegacySession require(@Nullable String id, Caller caller) throws Refusal {
        var session = id == null ? null : byId.get(id);
        if (session == null || !session.owner().equals(Owner.of(caller.identity()))) {
            throw new Refusal(404, "there is no such session; open the stream at /sse first");
        }
        return session;
    }

    void close(LegacySession session) {
        if (byId.remove(session.id()) != null) {
            session.close();
            places.give(session.party(), 1);
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
