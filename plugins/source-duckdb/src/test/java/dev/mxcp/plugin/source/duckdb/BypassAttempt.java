package dev.mxcp.plugin.source.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One attempt of the corpus.
 *
 * @param holds the walls that hold alone: {@code parse}, {@code engine} or both; {@code inert} beside them for an
 *     attempt that even an engine without walls refuses
 */
record BypassAttempt(String kind, Set<String> holds, String sql) {

    private static final String MARK = "--@ ";

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
        return new BypassAttempt(
                heading[0].trim(),
                Set.of(heading[1].trim().split(" ")),
                entry.substring(end + 1).strip());
    }

    String sql(String allowed, String outside) {
        return sql.replace("${ALLOWED}", allowed).replace("${OUTSIDE}", outside);
    }
}
