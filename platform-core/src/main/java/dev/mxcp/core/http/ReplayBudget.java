package dev.mxcp.core.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all streams of a server may hold for clients that come back. */
final class ReplayBudget {

    private final long maxBytes;
    private final AtomicLong used = new AtomicLong();

    ReplayBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** False when there is no room; then nothing was taken. */
    boolean take(int bytes) {
        var now = used.addAndGet(bytes);
        if (now > maxBytes) {
            used.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void give(int bytes) {
        used.addAndGet(-bytes);
    }

    long used() {
        return used.get();
    }
}
