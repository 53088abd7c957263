package dev.mxcp.core.pipeline;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets a limited number of calls in; the next ones wait in order, and no more than a limited number of them. All
 * generations and drafts of a project share one, so that together they stay within the limit.
 */
public final class CallGate {

    private final Places places = new Places();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile int maxWaiting;
    private int size;

    public CallGate(CallLimits limits) {
        resize(limits);
    }

    /** New limits hold for calls that come from now on; those that are in stay in. */
    public synchronized void resize(CallLimits limits) {
        maxWaiting = limits.queued();
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
    Pass enter(Instant deadline) {
        if (!places.tryAcquire()) {
            queue(deadline);
        }
        return places::release;
    }

    private void queue(Instant deadline) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            throw new PlatformException(Code.LIMIT_EXCEEDED, "the server is busy; try again in a moment");
        }
        try {
            var patience = Duration.between(Instant.now(), deadline);
            if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new PlatformException(
                        Code.LIMIT_EXCEEDED, "the server is busy: the call waited for its turn until its deadline");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(Code.CANCELLED, "the call was cancelled while it waited for its turn", e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    interface Pass extends AutoCloseable {
        @Override
        void close();
    }
}
