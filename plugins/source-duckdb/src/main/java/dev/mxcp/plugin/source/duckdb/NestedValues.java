package dev.mxcp.plugin.source.duckdb;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Values of nested types between plain Java and the JSON that travels. */
final class NestedValues {

    private NestedValues() {}

    /** The type with text for everything that JSON would bend. */
    static String mirror(ColumnType type) {
        return switch (type) {
            case ColumnType.Scalar(var name) -> isExactInJson(name) ? name : checked(name);
            case ColumnType.ListOf(var element) -> mirror(element) + "[]";
            case ColumnType.MapOf(var ignored, var value) -> "MAP(VARCHAR, " + mirror(value) + ")";
            case ColumnType.StructOf(var names, var types) ->
                IntStream.range(0, names.size())
                        .mapToObj(i -> SqlLiteral.name(names.get(i)) + " " + mirror(types.get(i)))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
        };
    }

    private static boolean isExactInJson(String name) {
        return switch (name) {
            case "BOOLEAN", "INTEGER", "BIGINT", "VARCHAR" -> true;
            default -> false;
        };
    }

    private static String checked(String name) {
        var _ = VectorType.named(name);
        return "VARCHAR";
    }

    static @Nullable Object read(ColumnType type, @Nullable Object json) {
        return switch (type) {
            case ColumnType.ListOf(var element)
            when json instanceof List<?> list -> {
                var result = new ArrayList<@Nullable Object>(list.size());
                list.forEach(value -> result.add(read(element, value)));
                yield result;
            }
            case ColumnType.MapOf(var key, var value)
            when json instanceof Map<?, ?> map -> {
                var result = new LinkedHashMap<@Nullable Object, @Nullable Object>();
                map.forEach((name, field) -> result.put(read(key, name), read(value, field)));
                yield result;
            }
            case ColumnType.StructOf(var names, var types)
            when json instanceof Map<?, ?> map -> {
                var result = new LinkedHashMap<String, @Nullable Object>();
                for (var i = 0; i < names.size(); i++) {
                    result.put(names.get(i), read(types.get(i), map.get(names.get(i))));
                }
                yield result;
            }
            case ColumnType.Scalar(var name) when json instanceof String text -> scalar(name, text);
            default -> json;
        };
    }

    private static Object scalar(String name, String text) {
        return switch (name) {
            case "BOOLEAN" -> Boolean.valueOf(text);
            case "INTEGER", "BIGINT" -> Long.valueOf(text);
            case "DOUBLE" -> PlainNumbers.real(text);
            case "DECIMAL", "NUMERIC" -> new BigDecimal(text);
            case "BLOB" -> bytes(text);
            case "DATE" -> text.endsWith("infinity") ? text : LocalDate.parse(text);
            case "TIME" -> LocalTime.parse(text);
            case "TIMESTAMP" -> text.endsWith("infinity") ? text : LocalDateTime.parse(text.replace(' ', 'T'));
            case "INTERVAL" -> Interval.iso(text);
            default -> text;
        };
    }

    /** The engine writes a byte that is not plain text as {@code \xAA}. */
    private static byte[] bytes(String text) {
        var out = new ByteArrayOutputStream(text.length());
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                out.write(HexFormat.fromHexDigits(text, i + 2, i + 4));
                i += 3;
            } else {
                out.write(text.charAt(i));
            }
        }
        return out.toByteArray();
    }

    static @Nullable Object written(ColumnType type, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (type) {
            case ColumnType.ListOf(var element)
            when value instanceof Collection<?> list -> {
                var result = new ArrayList<@Nullable Object>(list.size());
                list.forEach(each -> result.add(written(element, each)));
                yield result;
            }
            case ColumnType.MapOf(var key, var valueType)
            when value instanceof Map<?, ?> map -> {
                var result = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, field) -> result.put(text(key, name), written(valueType, field)));
                yield result;
            }
            case ColumnType.StructOf(var names, var types)
            when value instanceof Map<?, ?> map -> {
                var result = new LinkedHashMap<String, @Nullable Object>();
                for (var i = 0; i < names.size(); i++) {
                    result.put(names.get(i), written(types.get(i), Arguments.named(map, names.get(i))));
                }
                yield result;
            }
            case ColumnType.Scalar scalar -> isExactInJson(scalar.name()) ? value : text(scalar, value);
            case ColumnType.ListOf ignored -> throw new IllegalArgumentException("not a list");
            case ColumnType.MapOf ignored -> throw new IllegalArgumentException("not a mapping");
            case ColumnType.StructOf ignored -> throw new IllegalArgumentException("not an object with fields");
        };
    }

    private static String text(ColumnType type, @Nullable Object value) {
        return switch (value) {
            case null -> throw new IllegalArgumentException("a mapping with a null key");
            case byte[] bytes -> HexFormat.of().withPrefix("\\x").formatHex(bytes);
            case Duration duration -> Interval.sql(duration);
            default ->
                type instanceof ColumnType.Scalar(var name) && name.equals("INTERVAL")
                        ? Interval.sql(value.toString())
                        : Json.text(value);
        };
    }
}
