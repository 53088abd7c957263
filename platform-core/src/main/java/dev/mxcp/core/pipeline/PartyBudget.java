package dev.mxcp.core.pipeline;

import java.util.HashMap;
import java.util.Map;

/**
 * An amount of something that a server has only so much of. One party gets half of it at most, so that it cannot lock the
 * others out. Thread-safe.
 */
public final class PartyBudget {

    private final long total;
    private final long ofOne;
    private final Map<String, Long> taken = new HashMap<>();
    private long used;

    public PartyBudget(long total) {
        this.total = total;
        this.ofOne = total - total / 2;
    }

    /** False when there is no room, or none for this party; then nothing was taken. */
    public synchronized boolean take(String party, long amount) {
        var its = taken.getOrDefault(party, 0L);
        if (used + amount > total || its + amount > ofOne) {
            return false;
        }
        used += amount;
        taken.put(party, its + amount);
        return true;
    }

    /** Gives back what was taken, or a part of it. */
    public synchronized void give(String party, long amount) {
        used -= amount;
        taken.computeIfPresent(party, (_, its) -> its <= amount ? null : its - amount);
    }

    public synchronized long used() {
        return used;
    }
}
