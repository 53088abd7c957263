package dev.mxcp.core.http;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events of a stream, for a client that comes back. Its lock is never held while something is written, so that
 * a client that reads slowly cannot keep the memory from being given back.
 */
final class ReplayBuffer {

    private static final int MAX_BYTES = 1024 * 1024;

    private final int maxEvents;
    private final ReplayBudget budget;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Event> kept = new ArrayDeque<>();
    private int bytes;
    private boolean released;

    ReplayBuffer(int maxEvents, ReplayBudget budget) {
        this.maxEvents = maxEvents;
        this.budget = budget;
    }

    /** For a stream that cannot be resumed. */
    static ReplayBuffer keepingNothing() {
        return new ReplayBuffer(0, new ReplayBudget(0));
    }

    /** Keeps the event, at the cost of older ones; not when all streams together hold too much. */
    void keep(Event event) {
        lock.lock();
        try {
            if (released) {
                return;
            }
            var length = event.data.length;
            while (!kept.isEmpty() && (kept.size() >= maxEvents || bytes + (long) length > MAX_BYTES)) {
                forgetEldest();
            }
            while (!budget.take(length)) {
                if (kept.isEmpty()) {
                    return;
                }
                forgetEldest();
            }
            kept.add(event);
            bytes += length;
        } finally {
            lock.unlock();
        }
    }

    List<Event> after(long number) {
        lock.lock();
        try {
            return kept.stream().filter(event -> event.number > number).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Gives the memory back; nothing is kept from now on. */
    void release() {
        lock.lock();
        try {
            released = true;
            while (!kept.isEmpty()) {
                forgetEldest();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetEldest() {
        var length = kept.remove().data.length;
        bytes -= length;
        budget.give(length);
    }

    /** One message of a stream. */
    static final class Event {
        final long number;
        final byte[] data;

        Event(long number, byte[] data) {
            this.number = number;
            this.data = data;
        }
    }
}
