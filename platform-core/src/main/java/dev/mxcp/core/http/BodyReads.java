package dev.mxcp.core.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Bodies that are being read; a client that stops in the middle of one is disconnected. */
final class BodyReads {

    /** How much more than the limit a client may have sent and still get the answer. */
    private static final int DRAINED = 4;

    private final long timeoutNanos;
    private final Map<Thread, Long> started = new ConcurrentHashMap<>();

    BodyReads(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    /**
     * The body; null when it is larger. Then some of what is left is read over: a connection that is closed with bytes
     * unread is reset, and the client would lose the answer that tells it why.
     */
    byte @Nullable [] upTo(int limit, InputStream body) throws IOException {
        started.put(Thread.currentThread(), System.nanoTime());
        try {
            var bytes = body.readNBytes(limit + 1);
            if (bytes.length <= limit) {
                return bytes;
            }
            readOver(DRAINED * (long) limit, body);
            return null;
        } finally {
            if (started.remove(Thread.currentThread()) == null) {
                // the interruption was meant for the reading, not for what comes after it
                var _ = Thread.interrupted();
            }
        }
    }

    private static void readOver(long limit, InputStream body) throws IOException {
        var buffer = new byte[16 * 1024];
        var left = limit;
        while (left > 0) {
            var read = body.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
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
