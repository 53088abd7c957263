package dev.mxcp.core.http;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpSession;
import dev.mxcp.core.pipeline.PartyBudget;
import dev.mxcp.core.task.Owner;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A session and its streams, as HTTP clients see them. */
final class HttpSession {

    /** Streams beyond it make room for one another once they have ended; one whose call runs is never given up. */
    private static final int MAX_STREAMS = 32;

    private static final String PRIMED_SINCE = "2025-11-25";

    final McpSession mcp;
    /** Whose it is: nobody else can speak in it, or listen. */
    final Owner owner;
    /** Whose share it takes of the sessions, and of the memory for clients that come back. */
    final String party;

    private final HttpLimits limits;
    private final PartyBudget replays;
    private final AtomicInteger calls = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, SseStream> streams = new LinkedHashMap<>();
    /** When a stream was first seen to have ended. */
    private final Map<SseStream, Long> ended = new HashMap<>();

    private int opened;
    private boolean closed;
    private volatile @Nullable SseStream listening;
    private volatile long lastUsed;

    HttpSession(McpSession mcp, Caller caller, HttpLimits limits, PartyBudget replays, long now) {
        this.mcp = mcp;
        this.owner = Owner.of(caller.identity());
        this.party = caller.party();
        this.limits = limits;
        this.replays = replays;
        this.lastUsed = now;
    }

    SseStream openStream() {
        lock.lock();
        try {
            var primed = mcp.protocolVersion().compareTo(PRIMED_SINCE) >= 0;
            var replay = new ReplayBuffer(limits.replayEvents(), replays, party);
            var stream = new SseStream(Integer.toString(++opened), replay, primed);
            if (closed) {
                stream.end();
                stream.release();
                return stream;
            }
            streams.put(stream.id(), stream);
            if (streams.size() > MAX_STREAMS) {
                makeRoom();
            }
            return stream;
        } finally {
            lock.unlock();
        }
    }

    /** The eldest that ended goes; one that its client was asked to come back for goes last. */
    private void makeRoom() {
        var now = System.nanoTime();
        streams.values().stream()
                .filter(SseStream::isEnded)
                .min(Comparator.comparing(stream -> stream.isExpectedAfter(now)))
                .ifPresent(this::forget);
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

    /** Whether a client receives what belongs to no request. */
    boolean isListening() {
        var stream = listening;
        return stream != null && stream.isAttached();
    }

    Optional<SseStream> stream(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(streams.get(id));
        } finally {
            lock.unlock();
        }
    }

    /** Forgets streams that ended a while ago, and writes to the listening one when it has been silent for long. */
    void watch(long now) {
        forgetEnded(now);
        var stream = listening;
        if (stream != null
                && stream.isAttached()
                && now - stream.lastWrite() > limits.streamHeartbeat().toNanos()) {
            Thread.ofVirtual().name("mcp-heartbeat").start(stream::beat);
        }
    }

    private void forgetEnded(long now) {
        lock.lock();
        try {
            for (var stream : List.copyOf(streams.values())) {
                if (stream.isEnded() && isLeft(stream, now)) {
                    forget(stream);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A client that was asked to come back has its grace from then on. */
    private boolean isLeft(SseStream stream, long now) {
        var grace = limits.resumeGrace().toNanos();
        return now - ended.computeIfAbsent(stream, _ -> now) > grace && !stream.isExpectedAfter(now - grace);
    }

    private void forget(SseStream stream) {
        streams.remove(stream.id());
        ended.remove(stream);
        stream.release();
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
            closed = true;
            streams.values().forEach(SseStream::end);
            List.copyOf(streams.values()).forEach(this::forget);
        } finally {
            lock.unlock();
        }
    }
}
