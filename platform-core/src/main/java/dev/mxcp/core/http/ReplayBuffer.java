package dev.mxcp.core.http;

import dev.mxcp.core.pipeline.PartyBudget;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last events of a stream, for a client that comes back. Its lock is never held while something is written, so that
 * a client that reads slowly cannot keep the memory from being given back.
 */
final class ReplayBuffer {

    private static final int MAX_BYTES = 1024 * 1024;

    /** An ordinary answer. */
    private static final int SOME_BYTES = 64 * 1024;

    private final int maxEvents;
    private final PartyBudget budget;
    private final String party;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Event> kept = new ArrayDeque<>();
    private int bytes;
    private boolean released;

    /**
     * @param budget the memory that all streams of a server may hold for clients that come back
     * @param party whose share of it the stream takes
     */
    ReplayBuffer(int maxEvents, PartyBudget budget, String party) {
        this.maxEvents = maxEvents;
        this.budget = budget;
        this.party = party;
    }

    /** For a stream that cannot be resumed. */
    static ReplayBuffer keepingNothing() {
        return new ReplayBuffer(0, new PartyBudget(0), "");
    }

    /** Whether there is room for an answer now; others may take it before that comes. */
    boolean hasRoom() {
        var has = budget.take(party, SOME_BYTES);
        if (has) {
            budget.give(party, SOME_BYTES);
        }
        return has;
    }

    /** Keeps the event, at the cost of older ones; not when all streams, or those of its party, hold too much. */
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
            while (!budget.take(party, length)) {
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
        budget.give(party, length);
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
