package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import dev.mxcp.core.pipeline.PartyBudget;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sessions that are open, by id; limited in number, in all and of one caller, and in idle time. */
final class Sessions {

    private final McpService service;
    private final HttpLimits limits;
    private final LongSupplier clock;
    private final PartyBudget places;
    private final ReplayBudget replays;
    private final Map<String, HttpSession> byId = new ConcurrentHashMap<>();

    Sessions(McpService service, HttpLimits limits, LongSupplier clock) {
        this.service = service;
        this.limits = limits;
        this.clock = clock;
        this.places = new PartyBudget(limits.maxSessions());
        this.replays = new ReplayBudget(limits.maxReplayBytes());
    }

    /** @param party who opens it */
    McpService.Opened open(McpMessage.Request initialize, @Nullable String toolset, String party)
            throws ProtocolException, Refusal {
        if (!places.take(party, 1)) {
            throw new Refusal(503, "too many sessions, in all or of this caller; end some, or try again later");
        }
        var kept = false;
        try {
            var opened = service.open(initialize, toolset);
            var session = new HttpSession(opened.session(), party, limits, replays, clock.getAsLong());
            byId.put(opened.session().id(), session);
            kept = true;
            return opened;
        } finally {
            if (!kept) {
                places.give(party, 1);
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
            places.give(session.party, 1);
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
