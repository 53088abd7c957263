package dev.mxcp.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** What a server does comes without a signal: it is asked for now and then, and not for ever. */
final class Awaited {

    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private Awaited() {}

    static void until(Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not come within %d s".formatted(LONGEST.toSeconds()));
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
