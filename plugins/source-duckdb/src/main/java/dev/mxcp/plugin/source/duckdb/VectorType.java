package dev.mxcp.plugin.source.duckdb;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * How values of one SQL type reach a function and come back. The driver's functions know the simple types only; all
 * others travel as one of these, and SQL around the call converts them.
 */
interface VectorType {

    Pattern DECIMAL = Pattern.compile("(?:DECIMAL|NUMERIC)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?");

    /** @throws IllegalArgumentException when the engine has no such type */
    static VectorType named(String sql) {
        var decimal = DECIMAL.matcher(sql.trim().toUpperCase(Locale.ROOT));
        if (decimal.matches()) {
            return DecimalVector.of(decimal.group(1), decimal.group(2));
        }
        return switch (ColumnType.named(sql.trim())) {
            case ColumnType.Scalar(var name) -> scalar(name);
            case ColumnType nested -> new NestedVector(sql.trim(), nested);
        };
    }

    private static VectorType scalar(String name) {
        return switch (name) {
            case "BOOLEAN", "BOOL" -> SimpleVector.BOOLEAN;
            case "INTEGER", "INT" -> SimpleVector.INTEGER;
            case "BIGINT" -> SimpleVector.BIGINT;
            case "DOUBLE" -> SimpleVector.DOUBLE;
            case "VARCHAR", "TEXT" -> SimpleVector.VARCHAR;
            case "DATE" -> SimpleVector.DATE;
            case "TIMESTAMP" -> SimpleVector.TIMESTAMP;
            case "BLOB" -> SimpleVector.BLOB;
            case "TIME" -> SimpleVector.TIME;
            case "INTERVAL" -> SimpleVector.INTERVAL;
            default ->
                throw new IllegalArgumentException("the type '" + name + "' is not one of BOOLEAN, INTEGER, "
                        + "BIGINT, DOUBLE, DECIMAL(p, s), VARCHAR, BLOB, DATE, TIME, TIMESTAMP, INTERVAL, and lists, MAP and "
                        + "STRUCT of these");
        };
    }

    /** The type that travels. */
    DuckDBLogicalType logical() throws SQLException;

    /** SQL that makes the type that travels of an expression of this type. */
    default String sent(String expression) {
        return expression;
    }

    /** SQL that makes this type of what came back. */
    default String received(String expression) {
        return expression;
    }

    /** The value at the row, plain; the row is not null. */
    @Nullable
    Object read(DuckDBReadableVector vector, long row);

    /** @throws RuntimeException when the value is not of this type */
    void write(DuckDBWritableVector vector, long row, Object value);
}
