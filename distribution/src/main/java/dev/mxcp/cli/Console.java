package dev.mxcp.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where a command reads and writes, and what it can know about the other end.
 *
 * @param directory where the user is
 * @param environment the environment variables
 * @param isTerminal asked only where it makes a difference, since finding out takes time
 */
record Console(
        PrintWriter out,
        PrintWriter err,
        InputStream in,
        Path directory,
        Map<String, String> environment,
        Supplier<Boolean> isTerminal) {

    private static final int WIDTH_OF_UNKNOWN_TERMINAL = 120;

    static Console ofProcess() {
        return new Console(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                System.in,
                Path.of("").toAbsolutePath(),
                System.getenv(),
                Console::processHasTerminal);
    }

    @SuppressWarnings("SystemConsoleNull") // without a terminal it is null or not one, which differs between JDKs
    private static boolean processHasTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /** True when headings may have symbols and colours. */
    boolean isDecorated() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"))
                && isTerminal.get();
    }

    /** The text with the symbol in front, on a terminal only. */
    String heading(String symbol, String text) {
        return isDecorated() ? symbol + " " + text : text;
    }

    String red(String text) {
        return styled("31", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    String bold(String text) {
        return styled("1", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    private String styled(String code, String text) {
        return isDecorated() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Columns of the terminal; unlimited where the output goes somewhere else. */
    int width() {
        return isTerminal.get() ? columns().orElse(WIDTH_OF_UNKNOWN_TERMINAL) : Integer.MAX_VALUE;
    }

    private Optional<Integer> columns() {
        try {
            var process = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .start();
            var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            process.waitFor(1, TimeUnit.SECONDS);
            return Optional.of(Integer.parseInt(answer.substring(answer.indexOf(' ') + 1)))
                    .filter(columns -> columns > 0);
        } catch (IOException | NumberFormatException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Where the user's own files are. */
    Path home() {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    /** True when the variable says 1, true or yes. */
    boolean flag(String variable) {
        return switch (environment.getOrDefault(variable, "").toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            default -> false;
        };
    }
}
