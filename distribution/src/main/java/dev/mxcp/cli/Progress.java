package dev.mxcp.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows on stderr that work goes on, where it takes longer than a second and a person watches. */
final class Progress implements AutoCloseable {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final Console console;
    private final @Nullable ScheduledExecutorService timer;
    private int seconds;

    private Progress(Console console, @Nullable ScheduledExecutorService timer) {
        this.console = console;
        this.timer = timer;
    }

    static Progress start(Console console) {
        if (!console.isDecorated()) {
            return new Progress(console, null);
        }
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory());
        var progress = new Progress(console, timer);
        var _ = timer.scheduleAtFixedRate(progress::show, 1, 1, TimeUnit.SECONDS);
        return progress;
    }

    private synchronized void show() {
        seconds++;
        console.err().print("%sworking ... %d s".formatted(ERASE_LINE, seconds));
        console.err().flush();
    }

    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
        if (seconds > 0) {
            console.err().print(ERASE_LINE);
            console.err().flush();
        }
    }
}
