package dev.mxcp.core.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps what is logged as a warning, or worse: by anybody but the tests' own engine, and but for what the library of the
 * protocol warns of, which the command leaves out of its log.
 */
public final class LoggedWarnings extends Handler {

    private final List<String> told = new CopyOnWriteArrayList<>();

    public void listen() {
        setLevel(Level.WARNING);
        Logger.getLogger("").addHandler(this);
    }

    /** What was told since the last time. */
    public List<String> take() {
        var taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    List<String> told() {
        return told;
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry) && !isLeftOut(entry)) {
            told.add(entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown());
        }
    }

    private static boolean isLeftOut(LogRecord entry) {
        var logger = String.valueOf(entry.getLoggerName());
        var severe = entry.getLevel().intValue() >= Level.SEVERE.intValue();
        return logger.startsWith("net.jqwik.") || (logger.startsWith("io.modelcontextprotocol.") && !severe);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
