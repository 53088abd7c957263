package dev.mxcp.plugin.lang.python.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
    private final Deque<String> last = new ArrayDeque<>();
    private long second = System.nanoTime();
    private int lines;
    private long dropped;

    OutputLog(String worker) {
        this.worker = worker;
    }

    /** Reads to the end on a thread of its own. */
    Thread follow(InputStream stream, Level level, String name) {
        return Thread.ofPlatform().daemon().name(worker + " " + name).start(() -> read(stream, level));
    }

    /** What was printed last, for messages about a worker that ended. */
    public synchronized List<String> last() {
        return List.copyOf(last);
    }

    /** A record of the code's own logging. */
    public void record(Level level, String logger, String message) {
        line(level, logger + ": " + message);
    }

    private void read(InputStream stream, Level level) {
        var buffer = new char[BUFFER];
        var line = new StringBuilder();
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                for (int at = 0; at < count; at++) {
                    var letter = buffer[at];
                    if (letter == '\n') {
                        line(level, line.toString());
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
            line(level, line.toString());
        }
    }

    private void line(Level level, String text) {
        if (isAllowed(text)) {
            LOG.atLevel(level).addKeyValue("worker", worker).log("{}", printable(text));
        }
    }

    private synchronized boolean isAllowed(String text) {
        last.addLast(text);
        if (last.size() > KEPT_LINES) {
            last.removeFirst();
        }
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
    private static String printable(String text) {
        return text.codePoints()
                .map(letter -> Character.isISOControl(letter) && letter != '\t' ? '?' : letter)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
