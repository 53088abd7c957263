package dev.mxcp.plugin.source.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One attempt of the corpus.
 *
 * @param holds the walls that hold alone: {@code parse}, {@code engine} or both
 * @param why why the other wall does not hold; empty where both do
 * @param before what the open engine needs first
 */
record BypassAttempt(String kind, Set<String> holds, String why, List<String> before, Control control, String sql) {

    private static final String MARK = "--@ ";

    /** What an open engine does with it. */
    sealed interface Control {

        /** @param within the parentheses that the engine's wall puts around */
        record Succeeds(boolean within) implements Control {}

        record Says(Pattern words, String reason) implements Control {}

        record Prepares(String reason) implements Control {}
    }

    static List<BypassAttempt> corpus() throws IOException {
        try (var in = Objects.requireNonNull(BypassAttempt.class.getResourceAsStream("bypass-corpus.sql"))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var attempts = new ArrayList<BypassAttempt>();
            for (var entry : text.substring(text.indexOf("\n" + MARK)).split("\n" + MARK)) {
                if (!entry.isBlank()) {
                    attempts.add(attempt(entry));
                }
            }
            return attempts;
        }
    }

    private static BypassAttempt attempt(String entry) {
        var end = entry.indexOf('\n');
        var heading = entry.substring(0, end).split("\\|", -1);
        var before = new ArrayList<String>();
        Control control = new Control.Succeeds(false);
        var sql = entry.substring(end + 1);
        while (sql.startsWith("--+ ") || sql.startsWith("--= ")) {
            var line = sql.substring(4, sql.indexOf('\n'));
            if (sql.startsWith("--+ ")) {
                before.add(line);
            } else {
                control = control(line);
            }
            sql = sql.substring(sql.indexOf('\n') + 1);
        }
        return new BypassAttempt(
                heading[0].trim(),
                Set.of(heading[1].trim().split(" ")),
                heading.length > 2 ? heading[2].trim() : "",
                List.copyOf(before),
                control,
                sql.strip());
    }

    private static Control control(String line) {
        if (line.equals("within")) {
            return new Control.Succeeds(true);
        }
        var at = line.lastIndexOf(" | ");
        var reason = line.substring(at + 3);
        return line.startsWith("says ")
                ? new Control.Says(Pattern.compile(line.substring("says ".length(), at)), reason)
                : new Control.Prepares(reason);
    }

    static String in(String sql, String allowed, String outside) {
        return sql.replace("${ALLOWED}", allowed).replace("${OUTSIDE}", outside);
    }
}
