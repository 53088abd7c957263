package dev.mxcp.plugin.lang.python;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a function tells its client while it runs: in order, each when the client has taken the one before. A client that
 * takes nothing keeps nobody waiting but its own call. Thread-safe.
 */
final class Notices {

    static final int MOST = 1_000;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Deque<Notice> waiting = new ArrayDeque<>();
    private int count;
    private long bytes;
    private boolean passing;

    private record Notice(int count, int bytes, Runnable action) {}

    /**
     * Passes it on when it is its turn.
     *
     * @param size what it keeps in memory until then
     * @return false when too much waits already
     */
    synchronized boolean add(int size, Runnable action) {
        if (count >= MOST || (count > 0 && bytes + size > MOST_BYTES)) {
            return false;
        }
        add(new Notice(1, size, action));
        return true;
    }

    /** Does something when all that waits now has been passed on: at once, when nothing does. */
    void afterwards(Runnable action) {
        synchronized (this) {
            if (passing) {
                add(new Notice(0, 0, action));
                return;
            }
        }
        action.run();
    }

    /** Blocks until all that waits now has been passed on. */
    void await() {
        var passed = new CompletableFuture<Void>();
        afterwards(() -> passed.complete(null));
        passed.join();
    }

    private void add(Notice notice) {
        waiting.addLast(notice);
        count += notice.count();
        bytes += notice.bytes();
        if (!passing) {
            passing = true;
            Thread.ofVirtual().start(this::pass);
        }
    }

    private void pass() {
        for (var next = next(); next != null; next = next()) {
            next.action().run();
            done(next);
        }
    }

    private synchronized @Nullable Notice next() {
        var next = waiting.pollFirst();
        passing = next != null;
        return next;
    }

    private synchronized void done(Notice notice) {
        count -= notice.count();
        bytes -= notice.bytes();
    }
}
