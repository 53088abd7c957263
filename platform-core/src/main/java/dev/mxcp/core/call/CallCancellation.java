package dev.mxcp.core.call;

import dev.mxcp.spi.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switch behind {@link Cancellation}: whoever owns the call turns it once. Thread-safe. */
public final class CallCancellation implements Cancellation {

    private static final Logger LOG = LoggerFactory.getLogger(CallCancellation.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;

    /**
     * Cancels and runs what was registered, on the calling thread, all of it: what breaks is logged. Later calls do
     * nothing.
     */
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
        due.forEach(CallCancellation::attempt);
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (Throwable defect) {
            LOG.atError().setCause(defect).log("what a cancelled call had to do broke");
        }
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
