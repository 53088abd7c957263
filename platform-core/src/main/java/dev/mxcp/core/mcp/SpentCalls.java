package dev.mxcp.core.mcp;

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
    private final int max;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** Until when each is remembered; the eldest first. */
    private final Map<String, Instant> spent = new LinkedHashMap<>();

    SpentCalls(Duration lifetime, int max, InstantSource clock) {
        this.lifetime = lifetime;
        this.max = max;
        this.clock = clock;
    }

    void spend(String call) throws ProtocolException {
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
            if (spent.size() >= max) {
                throw new ProtocolException(
                        ProtocolException.REFUSED, "too many calls with answers were made; try again later");
            }
            spent.put(call, now.plus(lifetime));
        } finally {
            lock.unlock();
        }
    }

    /** The run had no effect: it ended with another question. */
    void giveBack(String call) {
        lock.lock();
        try {
            spent.remove(call);
        } finally {
            lock.unlock();
        }
    }

    private void forgetUntil(Instant now) {
        var eldest = spent.values().iterator();
        while (eldest.hasNext() && eldest.next().isBefore(now)) {
            eldest.remove();
        }
    }
}
