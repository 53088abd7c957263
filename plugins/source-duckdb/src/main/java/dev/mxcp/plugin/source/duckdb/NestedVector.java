package dev.mxcp.plugin.source.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Lists, maps and structs, as JSON in which every part that JSON would bend is text. */
record NestedVector(String sql, ColumnType type, String mirror) implements VectorType {

    NestedVector(String sql, ColumnType type) {
        this(sql, type, NestedValues.mirror(type));
    }

    @Override
    public DuckDBLogicalType logical() throws SQLException {
        return DuckDBLogicalType.of(DuckDBColumnType.VARCHAR);
    }

    @Override
    public String sent(String expression) {
        return "CAST(to_json(CAST(CAST(" + expression + " AS " + sql + ") AS " + mirror + ")) AS VARCHAR)";
    }

    @Override
    public String received(String expression) {
        return "CAST(CAST(CAST(" + expression + " AS JSON) AS " + mirror + ") AS " + sql + ")";
    }

    @Override
    public @Nullable Object read(DuckDBReadableVector vector, long row) {
        return NestedValues.read(type, Json.parse(vector.getString(row)));
    }

    @Override
    public void write(DuckDBWritableVector vector, long row, Object value) {
        vector.setString(row, Json.write(NestedValues.written(type, value)));
    }
}
