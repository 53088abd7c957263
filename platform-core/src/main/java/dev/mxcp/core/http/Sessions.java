package dev.mxcp.core.http;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import dev.mxcp.core.pipeline.PartyBudget;
import dev.mxcp.core.task.Owner;
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
    private final PartyBudget replays;
    private final Map<String, HttpSession> byId = new ConcurrentHashMap<>();

    Sessions(McpService service, HttpLimits limits, LongSupplier clock) {
        this.service = service;
        this.limits = limits;
        this.clock = clock;
        this.places = new PartyBudget(limits.maxSessions());
        this.replays = new PartyBudget(limits.maxReplayBytes());
    }

    /** @param caller who opens it, and to whom it belongs from now on */
    McpService.Opened open(McpMessage.Request initialize, Caller caller) throws ProtocolException, Refusal {
        if (!places.take(caller.party(), 1)) {
            throw new Refusal(503, "too many sessions, in all or of this caller; end some, or try again later");
        }
        var kept = false;
        try {
            var opened = service.open(initialize, caller.toolset());
            var session = new HttpSession(opened.session(), caller, limits, replays, clock.getAsLong());
            byId.put(opened.session().id(), session);
            kept = true;
            return opened;
        } finally {
            if (!kept) {
                places.give(caller.party(), 1);
            }
        }
    }

    /** The session with this id, if it is the caller's and was opened at the same address; no other is known to it. */
    HttpSession require(@Nullable String id, Caller caller) throws Refusal {
        if (id == null) {
            throw new Refusal(400, "the header Mcp-Session-Id is missing; initialize a session first");
        }
        var session = byId.get(id);
        if (session == null
                || !session.owner.equals(Owner.of(caller.identity()))
                || !Objects.equals(session.mcp.toolset(), caller.toolset())) {
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
