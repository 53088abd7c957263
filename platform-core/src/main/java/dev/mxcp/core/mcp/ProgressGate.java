package dev.mxcp.core.mcp;

import org.jspecify.annotations.Nullable;

/** Lets those reports of progress through that tell more than the last, and no more of them than a client can show. */
final class ProgressGate {

    private static final int BURST = 50;
    private static final long NANOS_PER_REPORT = 50_000_000;

    private final long startNanos = System.nanoTime();
    private double last = Double.NEGATIVE_INFINITY;
    private long admitted;

    /** The last report of a whole is let through however many came before it. */
    synchronized boolean admits(double progress, @Nullable Double total) {
        if (!Double.isFinite(progress) || progress <= last) {
            return false;
        }
        var isLast = total != null && progress >= total;
        if (!isLast && admitted - (System.nanoTime() - startNanos) / NANOS_PER_REPORT >= BURST) {
            return false;
        }
        last = progress;
        admitted++;
        return true;
    }
}
