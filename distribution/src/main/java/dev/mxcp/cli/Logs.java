package dev.mxcp.cli;

import dev.mxcp.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.jspecify.annotations.Nullable;

/** Sets up java.util.logging, which slf4j writes to, in code: no file of properties is looked for. */
final class Logs {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    /** It warns of keywords that are there for editors. Held here, since a logger that nobody holds forgets its level. */
    private static final Logger SCHEMA_LIBRARY = Logger.getLogger("com.networknt.schema");

    /** It logs with a stack trace that a port is taken, which the command tells in a sentence. */
    private static final Logger HTTP_LIBRARY = Logger.getLogger("io.helidon.webserver.LoomServer");

    /** It warns of what a client leaves out of its messages: nobody outside may fill the log. */
    private static final Logger PROTOCOL_LIBRARY = Logger.getLogger("io.modelcontextprotocol");

    /** It logs every ordinary exit with a stack trace. */
    private static final Logger EXIT = Logger.getLogger("java.lang.Runtime");

    private Logs() {}

    /** Warnings go to stderr as {@code LEVEL:name:message}; with {@code debug} everything of ours and what caused it. */
    static void toStandardError(boolean debug) {
        LogManager.getLogManager().reset();
        var handler = new StandardError(debug);
        handler.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(handler);
        setLevel(debug ? "DEBUG" : "WARNING");
        SCHEMA_LIBRARY.setLevel(Level.SEVERE);
        PROTOCOL_LIBRARY.setLevel(debug ? Level.ALL : Level.SEVERE);
        HTTP_LIBRARY.setLevel(debug ? Level.ALL : Level.OFF);
        EXIT.setLevel(Level.WARNING);
    }

    /** Goes on as the user's {@code logging} block says. */
    static void configure(Map<String, @Nullable Object> logging, Path directory, boolean debug) {
        if (!debug) {
            setLevel(text(logging, "level", "WARNING"));
        }
        var path = text(logging, "path", "");
        if (path.isEmpty() || Boolean.FALSE.equals(logging.get("enabled"))) {
            return;
        }
        try {
            toFile(
                    directory.resolve(path),
                    number(logging, "max_bytes", 10 * 1024 * 1024),
                    number(logging, "backup_count", 5));
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot write the log to %s (logging.path): %s".formatted(path, e.getMessage()), e);
        }
    }

    private static String text(Map<String, @Nullable Object> logging, String key, String absent) {
        return switch (logging.get(key)) {
            case null -> absent;
            case Secret secret -> secret.reveal();
            case Object value -> value.toString();
        };
    }

    private static int number(Map<String, @Nullable Object> logging, String key, int absent) {
        return logging.get(key) instanceof Number number
                ? Math.clamp(number.longValue(), 0, Integer.MAX_VALUE)
                : absent;
    }

    /** @param level as in the user's configuration: DEBUG, INFO, WARNING, ERROR or CRITICAL */
    private static void setLevel(String level) {
        var root = Logger.getLogger("");
        root.setLevel(
                switch (level.toUpperCase(Locale.ROOT)) {
                    case "DEBUG" -> Level.FINE;
                    case "INFO" -> Level.INFO;
                    case "ERROR", "CRITICAL" -> Level.SEVERE;
                    default -> Level.WARNING;
                });
    }

    /** Also writes to a file that is put aside when it is full. */
    private static void toFile(Path file, int maxBytes, int backups) throws IOException {
        var absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        var handler = new FileHandler(absolute.toString().replace("%", "%%"), maxBytes, backups + 1, true);
        handler.setLevel(Level.ALL);
        handler.setFormatter(new TimedFormatter());
        Logger.getLogger("").addHandler(handler);
    }

    /** Where a server runs, stderr is its log: it says what caused an entry. */
    static void withCauses() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler instanceof StandardError) {
                handler.setFormatter(new LineFormatter(true));
            }
        }
    }

    /** Where stdio speaks the protocol, clients treat what stderr says as trouble, so it says what is. */
    static void onlyErrorsToStandardError() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler instanceof StandardError) {
                handler.setLevel(Level.SEVERE);
            }
        }
    }

    private static String levelName(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        return value >= Level.INFO.intValue() ? "INFO" : "DEBUG";
    }

    private static final class StandardError extends StreamHandler {
        StandardError(boolean causes) {
            super(System.err, new LineFormatter(causes));
        }

        @Override
        public synchronized void publish(LogRecord entry) {
            super.publish(entry);
            flush();
        }

        @Override
        public synchronized void close() {
            flush();
        }
    }

    private static final class LineFormatter extends Formatter {
        private final boolean causes;

        LineFormatter(boolean causes) {
            this.causes = causes;
        }

        @Override
        public String format(LogRecord entry) {
            var line = "%s:%s:%s%n".formatted(levelName(entry.getLevel()), entry.getLoggerName(), formatMessage(entry));
            var thrown = entry.getThrown();
            return causes && thrown != null ? line + StackTrace.of(thrown) : line;
        }
    }

    private static final class TimedFormatter extends Formatter {
        @Override
        public String format(LogRecord entry) {
            var line = "%s - %s - %s - %s%n"
                    .formatted(
                            TIME.format(entry.getInstant()),
                            entry.getLoggerName(),
                            levelName(entry.getLevel()),
                            formatMessage(entry));
            var thrown = entry.getThrown();
            return thrown == null ? line : line + StackTrace.of(thrown);
        }
    }
}
