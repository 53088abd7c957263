package dev.mxcp.core.task;

import java.time.Duration;

/**
 * What one task may take.
 *
 * @param patience how long its caller is kept waiting for the result itself; zero for not at all
 * @param timeout how long it may take, its wait for a turn and for answers included
 * @param keep how long its result is kept beyond that
 * @param pollInterval how often a client should ask
 */
public record TaskTerms(Duration patience, Duration timeout, Duration keep, Duration pollInterval) {

    /** How long a task is known, from its creation. */
    public Duration lifetime() {
        return timeout.plus(keep);
    }
}
