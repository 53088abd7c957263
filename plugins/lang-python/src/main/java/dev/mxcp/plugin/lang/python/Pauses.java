package dev.mxcp.plugin.lang.python;

import java.time.Duration;

/** How long a worker that does not last is left alone before it is started again. */
final class Pauses {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** Calls wait meanwhile, rather than being refused. */
    private static final Duration LONGEST_FOR_CALLS = Duration.ofSeconds(4);

    private Pauses() {}

    /** @param failures how many before could not be started either */
    static Duration afterFailedStart(int failures) {
        return shorter(Duration.ofSeconds(1L << Math.min(failures, 5)), LONGEST);
    }

    /**
     * None for the first: it may have been a single call's fault.
     *
     * @param failures how many ended soon, this one among them
     */
    static Duration afterSoonEnd(int failures) {
        return failures <= 1 ? Duration.ZERO : shorter(afterFailedStart(failures - 2), LONGEST_FOR_CALLS);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
