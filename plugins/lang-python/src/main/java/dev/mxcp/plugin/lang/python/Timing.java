package dev.mxcp.plugin.lang.python;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Things that happen later. They run on one thread, so each must be quick. */
final class Timing {

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("python-timer").factory());

    private Timing() {}

    static void after(Duration pause, Runnable action) {
        var _ = TIMER.schedule(action, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    static ScheduledFuture<?> every(Duration period, Runnable action) {
        return TIMER.scheduleWithFixedDelay(action, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    static void sleepUntil(Instant moment) {
        try {
            var left = Duration.between(Instant.now(), moment);
            Thread.sleep(left.isNegative() ? Duration.ZERO : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
