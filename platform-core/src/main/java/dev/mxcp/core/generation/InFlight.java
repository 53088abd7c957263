package dev.mxcp.core.generation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts calls that are under way, and can wait for the last one while it lets no further one in. Thread-safe. */
final class InFlight {

    /** Added once when the door closes; calls never come near it. */
    private static final int CLOSED = 1 << 30;

    private final AtomicInteger calls = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    /** False when the door is closed; otherwise {@link #leave} must follow. */
    boolean enter() {
        if (calls.incrementAndGet() < CLOSED) {
            return true;
        }
        leave();
        return false;
    }

    void leave() {
        if (calls.decrementAndGet() == CLOSED) {
            signal();
        }
    }

    /** Closes the door and waits for the calls inside, at most as long as the patience. */
    void close(Duration patience) {
        calls.updateAndGet(count -> count >= CLOSED ? count : count + CLOSED);
        var nanos = patience.toNanos();
        lock.lock();
        try {
            while (calls.get() != CLOSED && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
