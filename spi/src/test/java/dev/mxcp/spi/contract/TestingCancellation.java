package dev.mxcp.spi.contract;

import dev.mxcp.spi.Cancellation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cancellation that the test triggers. */
public final class TestingCancellation implements Cancellation {

    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;

    public void cancel() {
        cancelled = true;
        for (var action : actions) {
            if (actions.remove(action)) {
                action.run();
            }
        }
    }

    /** How many actions wait for the cancellation; none when all work is done. */
    public int registrations() {
        return actions.size();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Registration onCancel(Runnable action) {
        Runnable own = action::run;
        actions.add(own);
        if (cancelled && actions.remove(own)) {
            own.run();
        }
        return () -> actions.remove(own);
    }
}
