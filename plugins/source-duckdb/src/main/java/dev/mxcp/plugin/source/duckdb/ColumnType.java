package dev.mxcp.plugin.source.duckdb;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type of the engine: turns what the driver returns for it into plain Java. */
sealed interface ColumnType {

    /** @param name of the type, upper case; empty when it is not known */
    record Scalar(String name) implements ColumnType {

        static final Scalar UNKNOWN = new Scalar("");
    }

    record ListOf(ColumnType element) implements ColumnType {}

    record StructOf(List<String> names, List<ColumnType> types) implements ColumnType {}

    record MapOf(ColumnType key, ColumnType value) implements ColumnType {}

    /** @param name such as {@code STRUCT(a INTEGER, b VARCHAR[])} */
    static ColumnType named(String name) {
        return TypeName.parse(name);
    }

    default @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Array array -> list(array);
            case Struct struct -> struct(struct);
            case Map<?, ?> map -> map(map);
            default -> this instanceof Scalar(var name) ? PlainValue.of(value, name) : PlainValue.of(value, "");
        };
    }

    private List<@Nullable Object> list(Array array) throws SQLException {
        var element = this instanceof ListOf(var type) ? type : Scalar.UNKNOWN;
        var values = (Object[]) array.getArray();
        var result = new ArrayList<@Nullable Object>(values.length);
        for (var value : values) {
            result.add(element.plain(value));
        }
        return result;
    }

    private Map<String, @Nullable Object> struct(Struct struct) throws SQLException {
        var type = this instanceof StructOf known ? known : named(struct.getSQLTypeName());
        var values = struct.getAttributes();
        var names = type instanceof StructOf known ? known.names() : List.<String>of();
        var types = type instanceof StructOf known ? known.types() : List.<ColumnType>of();
        var result = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < values.length; i++) {
            var name = i < names.size() && !names.get(i).isEmpty() ? names.get(i) : "element" + (i + 1);
            result.put(name, (i < types.size() ? types.get(i) : Scalar.UNKNOWN).plain(values[i]));
        }
        return result;
    }

    private Map<String, @Nullable Object> map(Map<?, ?> map) throws SQLException {
        var keyType = this instanceof MapOf(var key, var ignored) ? key : Scalar.UNKNOWN;
        var valueType = this instanceof MapOf(var ignored, var value) ? value : Scalar.UNKNOWN;
        var result = new LinkedHashMap<String, @Nullable Object>();
        for (var entry : map.entrySet()) {
            result.put(key(keyType.plain(entry.getKey())), valueType.plain(entry.getValue()));
        }
        return result;
    }

    private static String key(@Nullable Object value) {
        return switch (value) {
            case byte[] bytes -> Arrays.toString(bytes);
            case Map<?, ?> map -> Json.write(map);
            case List<?> list -> Json.write(list);
            case null, default -> String.valueOf(value);
        };
    }
}
