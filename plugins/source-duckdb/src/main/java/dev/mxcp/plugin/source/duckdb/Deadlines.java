package dev.mxcp.plugin.source.duckdb;

import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the runs whose time is over, by a look at all of them now and then. A timeout of its own for every wait would
 * wake another thread for every call.
 */
final class Deadlines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final Set<LaneRun> runs;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("duckdb-deadlines").factory());

    /** @param runs those that are not over; any thread adds and removes */
    Deadlines(Set<LaneRun> runs) {
        this.runs = runs;
    }

    /** To be called after a run was added. */
    void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            lookLater();
        }
    }

    private void lookLater() {
        try {
            var _ = thread.schedule(this::look, BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closed: the source has let everybody go itself
        }
    }

    private void look() {
        try {
            runs.forEach(Deadlines::end);
        } finally {
            goOn();
        }
    }

    /** Whatever goes wrong with one run, the others have deadlines too. */
    private static void end(LaneRun run) {
        try {
            run.endWhenOverdue();
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("a statement could not be ended at its deadline");
        }
    }

    private void goOn() {
        if (!runs.isEmpty()) {
            lookLater();
            return;
        }
        watching.set(false);
        if (!runs.isEmpty()) {
            watch();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
