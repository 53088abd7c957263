package dev.mxcp.core.project;

import java.time.Duration;

/**
 * Limits of all tasks together, and what holds for a task that says nothing else.
 *
 * @param running tasks that run at once; more wait for their turn
 * @param runningOfOne of one caller
 * @param total tasks that wait, run or are kept with their result; more are refused
 * @param totalOfOne of one caller
 * @param maxResultBytes arguments of tasks that have not ended and results that are kept, all together; one caller may
 *     have a quarter
 * @param timeout how long a task may take, its wait for a turn and for answers included
 * @param keep how long a result is kept beyond that
 * @param pollInterval how often a client should ask
 */
public record TaskLimits(
        int running,
        int runningOfOne,
        int total,
        int totalOfOne,
        long maxResultBytes,
        Duration timeout,
        Duration keep,
        Duration pollInterval) {

    /** As many statements as there are processors leave at least half of a database's connections to other calls. */
    private static final int RUNNING = Math.max(2, Runtime.getRuntime().availableProcessors());

    public static final TaskLimits DEFAULT = new TaskLimits(
            RUNNING,
            (RUNNING + 1) / 2,
            5000,
            500,
            256L * 1024 * 1024,
            Duration.ofMinutes(15),
            Duration.ofMinutes(15),
            Duration.ofSeconds(1));

    public TaskLimits {
        if (running < 1 || runningOfOne < 1 || total < 1 || totalOfOne < 1 || maxResultBytes < 4) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    public long maxResultBytesOfOne() {
        return maxResultBytes / 4;
    }
}
