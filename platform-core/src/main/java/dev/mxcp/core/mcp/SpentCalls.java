package dev.mxcp.core.mcp;

import dev.mxcp.core.pipeline.PartyBudget;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Calls whose client was asked, and that have run since. None runs a second time with the same answers: what a person
 * agreed to once happens once. Known within this process, for as long as states are good.
 */
final class SpentCalls {

    private final Duration lifetime;
    private final PartyBudget places;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** Until when each is remembered; the eldest first. */
    private final Map<String, Spent> spent = new LinkedHashMap<>();

    SpentCalls(Duration lifetime, int max, InstantSource clock) {
        this.lifetime = lifetime;
        this.places = new PartyBudget(max);
        this.clock = clock;
    }

    void spend(String call, String party) throws ProtocolException {
        lock.lock();
        try {
            var now = clock.instant();
            forgetUntil(now);
            if (spent.containsKey(call)) {
                throw new ProtocolException(
                        ProtocolException.INVALID_PARAMS,
                        "'requestState' has been used: the call it belongs to runs, or has run; call again without it"
                                + " to begin anew");
            }
            if (!places.take(party, 1)) {
                throw new ProtocolException(
                        ProtocolException.REFUSED,
                        "too many calls with answers were made, in all or by this caller; try again later");
            }
            spent.put(call, new Spent(now.plus(lifetime), party));
        } finally {
            lock.unlock();
        }
    }

    /** The run had no effect: it ended with another question. */
    void giveBack(String call) {
        lock.lock();
        try {
            var known = spent.remove(call);
            if (known != null) {
                places.give(known.party, 1);
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetUntil(Instant now) {
        var eldest = spent.values().iterator();
        while (eldest.hasNext()) {
            var one = eldest.next();
            if (!one.until.isBefore(now)) {
                return;
            }
            eldest.remove();
            places.give(one.party, 1);
        }
    }

    private record Spent(Instant until, String party) {}
}
