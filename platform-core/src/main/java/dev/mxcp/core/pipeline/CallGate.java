package dev.mxcp.core.pipeline;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a limited number of calls in; the next ones wait in order, and no more than a limited number of them. */
final class CallGate {

    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;

    CallGate(int places, int maxWaiting) {
        this.places = new Semaphore(places, true);
        this.maxWaiting = maxWaiting;
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
