package dev.mxcp.plugin.source.duckdb;

import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts running statements, from a platform thread of its own because that is native code. */
final class Interrupter implements AutoCloseable {

    private static final long AGAIN_MILLIS = 20;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("duckdb-interrupt").factory());

    /** An interrupt that comes before the engine has begun is lost, so it is repeated until the run has ended. */
    void interrupt(LaneRun run) {
        schedule(run, 0);
    }

    private void schedule(LaneRun run, long delayMillis) {
        try {
            var _ = thread.schedule(
                    () -> {
                        if (!run.isFinished()) {
                            run.interrupt();
                            schedule(run, AGAIN_MILLIS);
                        }
                    },
                    delayMillis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // closing: the source waits for its lanes itself
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
