package dev.mxcp.core.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged as a warning, or worse, by anybody. */
final class LoggedWarnings extends Handler {

    private final List<String> told = new CopyOnWriteArrayList<>();

    void listen() {
        setLevel(Level.WARNING);
        Logger.getLogger("").addHandler(this);
    }

    List<String> told() {
        return told;
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            told.add(entry.getLoggerName() + ": " + entry.getMessage() + " " + entry.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
