package dev.mxcp.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bodies that are being read; a client that stops in the middle of one is disconnected. */
final class BodyReads {

    private final long timeoutNanos;
    private final Map<Thread, Long> started = new ConcurrentHashMap<>();

    BodyReads(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    byte[] upTo(int limit, InputStream body) throws IOException {
        started.put(Thread.currentThread(), System.nanoTime());
        try {
            return body.readNBytes(limit);
        } finally {
            if (started.remove(Thread.currentThread()) == null) {
                // the interruption was meant for the reading, not for what comes after it
                var _ = Thread.interrupted();
            }
        }
    }

    /** Called every now and then. The interruption of a thread that reads a socket closes the socket. */
    void watch(long now) {
        for (var reader : started.keySet()) {
            started.computeIfPresent(reader, (thread, since) -> {
                if (now - since <= timeoutNanos) {
                    return since;
                }
                thread.interrupt();
                return null;
            });
        }
    }
}
