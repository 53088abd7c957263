package dev.mxcp.core.http;

import dev.mxcp.core.mcp.MessageStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream of messages to one client. It outlives the connections that carry it: the last events are kept, so that a
 * client that comes back with the id of an event misses nothing.
 */
final class SseStream implements MessageStream {

    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private final String id;
    private final boolean primed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReplayBuffer replay;
    private long sent;
    private volatile boolean ended;
    private @Nullable SseConnection connection;
    private volatile long lastWrite = System.nanoTime();
    private volatile @Nullable Long expected;
    private volatile boolean attached;

    /** A stream that nobody can come back to: its events carry no ids, and none is kept. */
    static SseStream unresumable() {
        return new SseStream("", ReplayBuffer.keepingNothing(), false);
    }

    /** @param primed whether the client understands an event without data */
    SseStream(String id, ReplayBuffer replay, boolean primed) {
        this.id = id;
        this.replay = replay;
        this.primed = primed;
    }

    /** Sends what came after event {@code after}, then everything that follows, until another connection takes over. */
    void attach(SseConnection next, long after) {
        lock.lock();
        try {
            connection = next;
            attached = true;
            changed.signalAll();
            write(c -> {
                if (primed && after == 0) {
                    c.prime(id + "-0");
                }
                c.comment();
                for (var event : replay.after(after)) {
                    c.event(eventId(event), event.data);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** Sends everything from now on, after the address where the client's messages go. */
    void attach(SseConnection next, String address) {
        lock.lock();
        try {
            connection = next;
            attached = true;
            write(c -> c.endpoint(address));
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this connection no longer carries the stream. */
    void awaitDetached(SseConnection own) {
        lock.lock();
        try {
            while (connection == own && !ended) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void send(byte[] message) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            var event = new ReplayBuffer.Event(++sent, message);
            replay.keep(event);
            write(c -> c.event(eventId(event), message));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void answer(byte[] message) {
        send(message);
    }

    @Override
    public void disconnect(Duration comeBackAfter) {
        lock.lock();
        try {
            if (primed && !ended && connection != null && replay.hasRoom()) {
                var wait = pause(comeBackAfter);
                write(c -> c.comeBack(id + "-" + sent, wait));
                connection = null;
                attached = false;
                lastWrite = System.nanoTime() + wait.toNanos();
                expected = lastWrite;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Does not wait long for a client that reads slowly: whoever writes to it then ends the stream. */
    @Override
    public void end() {
        ended = true;
        attached = false;
        try {
            if (lock.tryLock(1, TimeUnit.SECONDS)) {
                try {
                    changed.signalAll();
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes a comment, which finds out whether the client is still there; not while something else is written. */
    void beat() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!ended) {
                write(SseConnection::comment);
            }
        } finally {
            lock.unlock();
        }
    }

    String id() {
        return id;
    }

    /** True when nothing will be sent any more. */
    boolean isEnded() {
        return ended;
    }

    /** Forgets what was kept for a client that comes back. */
    void release() {
        replay.release();
    }

    /** False when nobody receives the stream at the moment. */
    boolean isAttached() {
        return attached;
    }

    /** When it was last written to, lost its connection, or its client is to come back; as {@link System#nanoTime}. */
    long lastWrite() {
        return lastWrite;
    }

    /** Whether its client was asked to come back later than that; as {@link System#nanoTime}. */
    boolean isExpectedAfter(long time) {
        var asked = expected;
        return asked != null && asked - time > 0;
    }

    private @Nullable String eventId(ReplayBuffer.Event event) {
        return id.isEmpty() ? null : id + "-" + event.number;
    }

    private static Duration pause(Duration wish) {
        if (wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : wish;
    }

    private void write(Write write) {
        var current = connection;
        if (current == null) {
            return;
        }
        try {
            write.to(current);
        } catch (IOException | RuntimeException gone) {
            connection = null;
            attached = false;
        }
        if (ended || connection == null) {
            changed.signalAll();
        }
        lastWrite = System.nanoTime();
    }

    private interface Write {
        void to(SseConnection connection) throws IOException;
    }
}
