package dev.mxcp.plugin.source.duckdb;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Binds plain Java values to the parameters of a statement. */
final class Arguments {

    private final DuckDBConnection connection;
    private final PreparedStatement statement;

    Arguments(DuckDBConnection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /** @param declared the engine's name of the parameter's type; null when it depends on the value */
    void bind(int index, @Nullable Object value, @Nullable String declared) throws SQLException {
        statement.setObject(index, bound(value, declared));
    }

    private @Nullable Object bound(@Nullable Object value, @Nullable String declared) throws SQLException {
        if (value instanceof UserFunction.Headers(var headers)) {
            return connection.createMap("MAP(VARCHAR, VARCHAR)", new LinkedHashMap<>(headers));
        }
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            if ("JSON".equals(declared)) {
                return Json.write(value);
            }
            if (value instanceof Map<?, ?> map && declared != null && declared.startsWith("MAP(")) {
                return map(map, declared);
            }
        }
        return converted(value, ArgumentType.of(value));
    }

    private Object map(Map<?, ?> map, String declared) throws SQLException {
        var entries = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (var entry : map.entrySet()) {
            entries.put(entry.getKey(), converted(entry.getValue(), ArgumentType.of(entry.getValue())));
        }
        return connection.createMap(declared, entries);
    }

    private @Nullable Object converted(@Nullable Object value, ArgumentType type) throws SQLException {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case ArgumentType.ListOf(var element) when value instanceof List<?> list -> list(list, element);
            case ArgumentType.StructOf struct when value instanceof Map<?, ?> map -> struct(map, struct);
            case ArgumentType.Decimal(var ignored, var scale) -> decimal(value, scale);
            case ArgumentType.ListOf ignored -> throw new IllegalStateException("a list was expected");
            case ArgumentType.StructOf ignored -> throw new IllegalStateException("an object was expected");
            case ArgumentType.Scalar(var name) -> scalar(value, name);
        };
    }

    private Object list(List<?> list, ArgumentType element) throws SQLException {
        var values = new @Nullable Object[list.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = converted(list.get(i), element);
        }
        return connection.createArrayOf(element.sql(), values);
    }

    private Object struct(Map<?, ?> map, ArgumentType.StructOf type) throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (var field : type.fields().entrySet()) {
            values.add(converted(map.get(field.getKey()), field.getValue()));
        }
        return connection.createStruct(type.sql(), values.toArray());
    }

    private static Object decimal(Object value, int scale) {
        var exact = value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
        return exact.setScale(scale, RoundingMode.UNNECESSARY);
    }

    private static Object scalar(Object value, String type) {
        return switch (type) {
            case "DOUBLE" -> ((Number) value).doubleValue();
            case "BIGINT" -> ((Number) value).longValue();
            case "JSON" -> Json.write(value);
            case "VARCHAR" -> text(value);
            default -> time(value);
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
            default -> value.toString();
        };
    }

    /** What the driver has no setter for, in the nearest form that it knows. */
    private static Object time(Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case ZonedDateTime zoned -> zoned.toOffsetDateTime();
            case OffsetDateTime offset -> offset;
            case Duration duration -> Interval.sql(duration);
            default -> value;
        };
    }

    /** The value at the path, or null where an object on the way lacks the field. */
    static @Nullable Object field(@Nullable Object value, List<String> path) {
        var found = value;
        for (var name : path) {
            if (!(found instanceof Map<?, ?> map)) {
                return null;
            }
            found = named(map, name);
        }
        return found;
    }

    /** Field names are compared as the engine does: exactly first, then in any letter case. */
    static @Nullable Object named(Map<?, ?> map, String name) {
        if (map.containsKey(name)) {
            return map.get(name);
        }
        for (var entry : map.entrySet()) {
            if (String.valueOf(entry.getKey()).toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return entry.getValue();
            }
        }
        return null;
    }
}
