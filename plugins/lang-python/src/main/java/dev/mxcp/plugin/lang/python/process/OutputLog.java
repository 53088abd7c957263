package dev.mxcp.plugin.lang.python.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What a worker prints, as log lines: at most so many in a second, and a word about what was left out. Reading never
 * stops, so that a flood keeps nobody waiting.
 */
public final class OutputLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.mxcp.python");

    static final int LINES_PER_SECOND = 500;
    static final int MOST_CHARACTERS = 4_000;
    private static final int BUFFER = 8192;
    private static final int KEPT_LINES = 20;
    private static final long SECOND = 1_000_000_000L;

    private final String worker;
    private final Deque<String> lastErrors = new ArrayDeque<>();
    private long second = System.nanoTime();
    private int lines;
    private long dropped;

    OutputLog(String worker) {
        this.worker = worker;
    }

    /** Reads to the end on a thread of its own. */
    Thread followOutput(InputStream stream) {
        return follow("stdout", () -> read(stream, text -> line(Level.DEBUG, text)));
    }

    /** Reads to the end on a thread of its own, and keeps the last lines. */
    Thread followErrors(InputStream stream) {
        return follow(
                "stderr",
                () -> read(stream, text -> {
                    keep(text);
                    line(Level.INFO, text);
                }));
    }

    private Thread follow(String name, Runnable reading) {
        return Thread.ofPlatform().daemon().name(worker + " " + name).start(reading);
    }

    /** What was written to the standard error last; never what the code printed, which may hold what users sent. */
    public synchronized List<String> lastErrors() {
        return List.copyOf(lastErrors);
    }

    /** A record of the code's own logging. */
    public void record(Level level, String logger, String message) {
        line(level, printable(logger + ": " + message));
    }

    private static void read(InputStream stream, Consumer<String> lines) {
        var buffer = new char[BUFFER];
        var line = new StringBuilder();
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                for (int at = 0; at < count; at++) {
                    var letter = buffer[at];
                    if (letter == '\n') {
                        lines.accept(printable(line));
                        line.setLength(0);
                    } else if (line.length() < MOST_CHARACTERS) {
                        line.append(letter);
                    }
                }
            }
        } catch (IOException e) {
            LOG.atTrace().setCause(e).log("the output of a Python worker ended");
        }
        if (!line.isEmpty()) {
            lines.accept(printable(line));
        }
    }

    private void line(Level level, String text) {
        if (isAllowed()) {
            LOG.atLevel(level).addKeyValue("worker", worker).log("{}", text);
        }
    }

    private synchronized void keep(String text) {
        lastErrors.addLast(text);
        if (lastErrors.size() > KEPT_LINES) {
            lastErrors.removeFirst();
        }
    }

    private synchronized boolean isAllowed() {
        var now = System.nanoTime();
        if (now - second > SECOND) {
            if (dropped > 0) {
                LOG.atWarn()
                        .addKeyValue("worker", worker)
                        .addKeyValue("lines", dropped)
                        .log("more was printed in a second than is logged; the rest is left out");
            }
            second = now;
            lines = 0;
            dropped = 0;
        }
        lines++;
        if (lines > LINES_PER_SECOND) {
            dropped++;
            return false;
        }
        return true;
    }

    /** Nothing that a terminal would act on. */
    private static String printable(CharSequence text) {
        return text.codePoints()
                .map(letter -> Character.isISOControl(letter) && letter != '\t' ? '?' : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
