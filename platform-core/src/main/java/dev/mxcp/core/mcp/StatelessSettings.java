package dev.mxcp.core.mcp;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How the stateless era is served.
 *
 * @param seal protects what clients carry between the rounds of a call
 * @param answerTime how long a client may take to answer a question
 * @param maxRounds how often one call may ask its client
 * @param maxSpent calls with answers that are remembered, so that none runs twice
 * @param maxListeners clients that listen for changes at a time
 */
public record StatelessSettings(
        StateSeal seal, Duration answerTime, int maxRounds, int maxSpent, int maxListeners, InstantSource clock) {

    public StatelessSettings {
        if (!answerTime.isPositive() || maxRounds < 1 || maxSpent < 1 || maxListeners < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /** The default limits. */
    public static StatelessSettings of(StateSeal seal) {
        return new StatelessSettings(seal, Duration.ofMinutes(15), 20, 100_000, 1_000, InstantSource.system());
    }

    public StatelessSettings withClock(InstantSource value) {
        return new StatelessSettings(seal, answerTime, maxRounds, maxSpent, maxListeners, value);
    }

    public StatelessSettings withMaxListeners(int value) {
        return new StatelessSettings(seal, answerTime, maxRounds, maxSpent, value, clock);
    }
}
