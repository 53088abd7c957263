package dev.mxcp.plugin.lang.python;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** What other processes do comes without a signal: it is asked for now and then, and not for ever. */
final class Awaited {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(20);

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
