package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sessions that are open, by id; limited in number and in idle time. */
final class Sessions {

    private final McpService service;
    private final HttpLimits limits;
    private final LongSupplier clock;
    private final Semaphore free;
    private final ReplayBudget replays;
    private final Map<String, HttpSession> byId = new ConcurrentHashMap<>();

    Sessions(McpService service, HttpLimits limits, LongSupplier clock) {
        this.service = service;
        this.limits = limits;
        this.clock = clock;
        this.free = new Semaphore(limits.maxSessions());
        this.replays = new ReplayBudget(limits.maxReplayBytes());
    }

    McpService.Opened open(McpMessage.Request initialize, @Nullable String toolset) throws ProtocolException, Refusal {
        if (!free.tryAcquire()) {
            throw new Refusal(503, "too many sessions; try again later");
        }
        var kept = false;
        try {
            var opened = service.open(initialize, toolset);
            byId.put(opened.session().id(), new HttpSession(opened.session(), limits, replays, clock.getAsLong()));
            kept = true;
            return opened;
        } finally {
            if (!kept) {
                free.release();
            }
        }
    }

    HttpSession require(@Nullable String id, @Nullable String toolset) throws Refusal {
        if (id == null) {
            throw new Refusal(400, "the header Mcp-Session-Id is missing; initialize a session first");
        }
        var session = byId.get(id);
        if (session == null || !Objects.equals(session.mcp.toolset(), toolset)) {
            throw new Refusal(404, "there is no such session; initialize a new one");
        }
        session.touch(clock.getAsLong());
        return session;
    }

    void close(HttpSession session) {
        if (byId.remove(session.mcp.id()) != null) {
            free.release();
            service.close(session.mcp);
            session.endStreams();
        }
    }

    /** Called every now and then: ends what nobody uses, and finds out who still listens. */
    void watch(long now) {
        for (var session : byId.values()) {
            if (session.isExpired(now)) {
                close(session);
            } else {
                session.watch(now);
            }
        }
    }

    /** Bytes that are held for clients that come back. */
    long replayBytes() {
        return replays.used();
    }

    Collection<HttpSession> all() {
        return byId.values();
    }
}
