package dev.mxcp.core.call;

import dev.mxcp.spi.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The switch behind {@link Cancellation}: whoever owns the call turns it once. Thread-safe. */
public final class CallCancellation implements Cancellation {

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;

    /** Cancels and runs what was registered, on the calling thread. Later calls do nothing. */
    public void cancel() {
        List<Runnable> due;
        lock.lock();
        try {
            if (cancelled) {
                return;
            }
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        } finally {
            lock.unlock();
        }
        due.forEach(Runnable::run);
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
        lock.lock();
        try {
            if (!cancelled) {
                actions.add(action);
                return () -> forget(action);
            }
        } finally {
            lock.unlock();
        }
        action.run();
        return () -> {};
    }

    private void forget(Runnable action) {
        lock.lock();
        try {
            actions.remove(action);
        } finally {
            lock.unlock();
        }
    }
}
