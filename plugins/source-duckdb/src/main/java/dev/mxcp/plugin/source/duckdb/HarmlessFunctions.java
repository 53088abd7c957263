package dev.mxcp.plugin.source.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The engine's functions that only compute. What is not listed is refused, so a new engine brings nothing unseen. */
final class HarmlessFunctions {

    private static final Set<String> VALUES = read();
    private static final Set<String> TABLES =
            Set.of("range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row");

    private HarmlessFunctions() {}

    private static Set<String> read() {
        var names = new HashSet<String>();
        try (var in = Objects.requireNonNull(
                HarmlessFunctions.class.getResourceAsStream("harmless-functions.txt"),
                "harmless-functions.txt is missing from the jar")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> names.addAll(Arrays.asList(line.trim().split("\\s+"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var function : UserFunction.values()) {
            if (function != UserFunction.GET_USER_EXTERNAL_TOKEN) {
                names.add(function.sqlName());
            }
        }
        return Set.copyOf(names);
    }

    /** Functions that stand where a value does. */
    static Set<String> values() {
        return VALUES;
    }

    static boolean isValue(String name) {
        return isOperator(name) || VALUES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Functions that stand where a table does. */
    static boolean isTable(String name) {
        return TABLES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean isOperator(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    }
}
