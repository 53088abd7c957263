package dev.mxcp.core.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Threads that wait until a client has sent something, or taken it. One that waits too long is interrupted, which closes
 * the connection that it reads or writes. Thread-safe.
 */
final class ClientWaits {

    /** What a client has to take beyond the time that every message has. */
    private static final long BYTES_PER_SECOND = 1024 * 1024;

    private final Duration patience;
    private final Map<Thread, Long> deadlines = new ConcurrentHashMap<>();

    ClientWaits(Duration patience) {
        this.patience = patience;
    }

    /** The calling thread waits from now on; {@link #end} must follow. */
    void begin() {
        begin(0);
    }

    /** @param bytes how much the client has to take */
    void begin(long bytes) {
        var time = patience.plusSeconds(bytes / BYTES_PER_SECOND);
        deadlines.put(Thread.currentThread(), System.nanoTime() + time.toNanos());
    }

    /** Sends something. */
    void taking(long bytes, Runnable sending) {
        begin(bytes);
        try {
            sending.run();
        } finally {
            end();
        }
    }

    void end() {
        if (deadlines.remove(Thread.currentThread()) == null) {
            // the interruption was meant for the wait, not for what comes after it
            var _ = Thread.interrupted();
        }
    }

    /** Threads that wait at the moment. */
    int waiting() {
        return deadlines.size();
    }

    /** Called every now and then. */
    void watch(long now) {
        for (var thread : deadlines.keySet()) {
            deadlines.computeIfPresent(thread, (waiting, deadline) -> {
                if (!waiting.isAlive()) {
                    // a head that cannot be understood ends the connection without a word
                    return null;
                }
                if (now - deadline <= 0) {
                    return deadline;
                }
                waiting.interrupt();
                return null;
            });
        }
    }
}
