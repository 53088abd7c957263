package dev.mxcp.core.pipeline;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets a limited number of calls in; the next ones wait in order, and no more than a limited number of them. One party
 * gets a share of the places at most, and of the queue as well, so that it cannot lock the others out. All generations
 * and drafts of a project share one, so that together they stay within the limit. Thread-safe.
 */
public final class CallGate {

    private static final String BUSY = "the server is busy; try again in a moment";

    private final Places places = new Places();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<String, Party> parties = new ConcurrentHashMap<>();
    private volatile int share;
    private volatile int maxWaiting;
    private volatile int maxWaitingOfOne;
    private int size;

    public CallGate(CallLimits limits) {
        resize(limits);
    }

    /** New limits hold for calls that come from now on; those that are in stay in. */
    public synchronized void resize(CallLimits limits) {
        var all = limits.ofOneParty() >= limits.concurrent();
        share = Math.min(limits.ofOneParty(), limits.concurrent());
        maxWaiting = limits.queued();
        maxWaitingOfOne = all ? limits.queued() : (limits.queued() + 1) / 2;
        places.change(limits.concurrent() - size);
        size = limits.concurrent();
    }

    private static final class Places extends Semaphore {
        private static final long serialVersionUID = 1L;

        Places() {
            super(0, true);
        }

        void change(int by) {
            if (by < 0) {
                reducePermits(-by);
            } else {
                release(by);
            }
        }
    }

    /** Waits for a place until the deadline. Close the pass to give the place back. */
    public Pass enter(String name, Instant deadline) {
        return enter(name, deadline, new CallCancellation());
    }

    /** Waits for a place until the deadline, or the call is cancelled. Close the pass to give the place back. */
    public Pass enter(String name, Instant deadline, Cancellation cancellation) {
        var party = parties.compute(name, (_, known) -> (known == null ? new Party() : known).joined(share));
        var admitted = false;
        try {
            if (!party.places.tryAcquire()) {
                queue(party, party.places, deadline, cancellation);
            }
            try {
                if (!places.tryAcquire()) {
                    queue(party, places, deadline, cancellation);
                }
                admitted = true;
            } finally {
                if (!admitted) {
                    party.places.release();
                }
            }
        } finally {
            if (!admitted) {
                leave(name);
            }
        }
        return () -> {
            places.release();
            party.places.release();
            leave(name);
        };
    }

    int waiting() {
        return waiting.get();
    }

    /** Who is inside or waits at the moment. */
    int parties() {
        return parties.size();
    }

    private void leave(String name) {
        parties.computeIfPresent(name, (_, party) -> party.left());
    }

    private void queue(Party party, Semaphore semaphore, Instant deadline, Cancellation cancellation) {
        var ofOne = party.waiting.incrementAndGet();
        var ofAll = waiting.incrementAndGet();
        var turn = new Turn(Thread.currentThread());
        try (var _ = cancellation.onCancel(turn::cancel)) {
            if (ofAll > maxWaiting || ofOne > maxWaitingOfOne) {
                throw new PlatformException(Code.LIMIT_EXCEEDED, BUSY);
            }
            var patience = Duration.between(Instant.now(), deadline);
            if (!semaphore.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new PlatformException(
                        Code.LIMIT_EXCEEDED, "the server is busy: the call waited for its turn until its deadline");
            }
        } catch (InterruptedException e) {
            if (!turn.cancelled) {
                Thread.currentThread().interrupt();
            }
            throw new PlatformException(Code.CANCELLED, "the call was cancelled while it waited for its turn", e);
        } finally {
            turn.end();
            party.waiting.decrementAndGet();
            waiting.decrementAndGet();
        }
    }

    /** A thread that waits for its turn. Cancelling interrupts the wait, and nothing that comes after it. */
    private static final class Turn {
        private final Thread thread;
        private boolean ended;
        private volatile boolean cancelled;

        Turn(Thread thread) {
            this.thread = thread;
        }

        synchronized void cancel() {
            if (!ended) {
                cancelled = true;
                thread.interrupt();
            }
        }

        synchronized void end() {
            ended = true;
            if (cancelled) {
                var _ = Thread.interrupted();
            }
        }
    }

    public interface Pass extends AutoCloseable {
        @Override
        void close();
    }

    /** Forgotten when the last of its calls has left. */
    private static final class Party {
        private final Places places = new Places();
        private final AtomicInteger waiting = new AtomicInteger();
        private int share;
        private int calls;

        /** Called while the map holds the entry fast, as {@link #left}. */
        Party joined(int wanted) {
            places.change(wanted - share);
            share = wanted;
            calls++;
            return this;
        }

        @Nullable
        Party left() {
            return --calls == 0 ? null : this;
        }
    }
}
