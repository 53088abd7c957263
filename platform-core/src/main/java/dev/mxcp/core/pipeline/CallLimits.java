package dev.mxcp.core.pipeline;

import java.time.Duration;

/**
 * What one call may take, and how many may run at once.
 *
 * @param concurrent calls that run at the same time; at least 1
 * @param ofOneParty calls of one caller that run at the same time
 * @param queued calls that wait for a place; one more is refused
 * @param timeout from the moment the call is accepted
 */
public record CallLimits(int concurrent, int ofOneParty, int queued, Duration timeout) {

    public CallLimits {
        if (concurrent < 1 || ofOneParty < 1 || queued < 0 || !timeout.isPositive()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** Limits that let one caller take every place. */
    public CallLimits(int concurrent, int queued, Duration timeout) {
        this(concurrent, concurrent, queued, timeout);
    }
}
