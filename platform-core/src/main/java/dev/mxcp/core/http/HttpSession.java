package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpSession;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A session and its streams, as HTTP clients see them. */
final class HttpSession {

    /** Enough for the streams a client has open at a time, and for the last ones it may want to resume. */
    private static final int MAX_STREAMS = 32;

    private static final String PRIMED_SINCE = "2025-11-25";

    final McpSession mcp;
    private final HttpLimits limits;
    private final AtomicInteger calls = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, SseStream> streams = new LinkedHashMap<>();
    private int opened;
    private volatile @Nullable SseStream listening;
    private volatile long lastUsed;

    HttpSession(McpSession mcp, HttpLimits limits, long now) {
        this.mcp = mcp;
        this.limits = limits;
        this.lastUsed = now;
    }

    SseStream openStream() {
        lock.lock();
        try {
            var primed = mcp.protocolVersion().compareTo(PRIMED_SINCE) >= 0;
            var stream = new SseStream(Integer.toString(++opened), limits.replayEvents(), primed);
            streams.put(stream.id(), stream);
            if (streams.size() > MAX_STREAMS) {
                streams.pollFirstEntry();
            }
            return stream;
        } finally {
            lock.unlock();
        }
    }

    /** Opens the stream for messages that belong to no request; an older one ends. */
    SseStream listen() {
        var stream = openStream();
        lock.lock();
        try {
            var older = listening;
            if (older != null) {
                older.end();
            }
            listening = stream;
            mcp.listen(stream);
            return stream;
        } finally {
            lock.unlock();
        }
    }

    Optional<SseStream> stream(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(streams.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** Writes to the listening stream when it has been silent for long. */
    void watch(long now) {
        var stream = listening;
        if (stream != null
                && stream.isAttached()
                && now - stream.lastWrite() > limits.streamHeartbeat().toNanos()) {
            Thread.ofVirtual().name("mcp-heartbeat").start(stream::beat);
        }
    }

    void callStarted() {
        calls.incrementAndGet();
    }

    void callEnded(long now) {
        lastUsed = now;
        calls.decrementAndGet();
    }

    void touch(long now) {
        lastUsed = now;
    }

    boolean isExpired(long now) {
        var stream = listening;
        return calls.get() == 0
                && (stream == null || !stream.isAttached())
                && now - lastUsed > limits.sessionTtl().toNanos();
    }

    void endStreams() {
        lock.lock();
        try {
            streams.values().forEach(SseStream::end);
            var stream = listening;
            if (stream != null) {
                stream.end();
            }
        } finally {
            lock.unlock();
        }
    }
}
