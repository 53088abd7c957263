package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values and names inside of statements that cannot have parameters. */
final class SqlLiteral {

    private SqlLiteral() {}

    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    /** A string, number, Boolean or {@link Secret}, or a map or list of these. */
    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Secret secret -> text(secret.reveal());
            case Boolean truth -> truth.toString();
            case Number number -> number.toString();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(String.valueOf(entry.getKey())) + ": " + of(entry.getValue()))
                        .collect(Collectors.joining(", ", "MAP {", "}"));
            case Collection<?> list -> list.stream().map(SqlLiteral::of).collect(Collectors.joining(", ", "[", "]"));
            default -> text(value.toString());
        };
    }
}
