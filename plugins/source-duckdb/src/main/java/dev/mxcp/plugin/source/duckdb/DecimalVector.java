package dev.mxcp.plugin.source.duckdb;

import java.math.RoundingMode;
import java.sql.SQLException;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

record DecimalVector(int precision, int scale) implements VectorType {

    private static final int MAX_PRECISION = 38;

    DecimalVector {
        if (precision < 1 || precision > MAX_PRECISION || scale > precision) {
            throw new IllegalArgumentException("DECIMAL(%d, %d) is out of range".formatted(precision, scale));
        }
    }

    /** Without numbers it is what the engine takes DECIMAL for. */
    static DecimalVector of(@Nullable String precision, @Nullable String scale) {
        if (precision == null) {
            return new DecimalVector(18, 3);
        }
        return new DecimalVector(Integer.parseInt(precision), scale == null ? 0 : Integer.parseInt(scale));
    }

    @Override
    public DuckDBLogicalType logical() throws SQLException {
        return DuckDBLogicalType.decimal(precision, scale);
    }

    @Override
    public Object read(DuckDBReadableVector vector, long row) {
        return vector.getBigDecimal(row);
    }

    @Override
    public void write(DuckDBWritableVector vector, long row, Object value) {
        var exact = PlainNumbers.decimal(value).setScale(scale, RoundingMode.HALF_UP);
        if (exact.precision() > precision) {
            throw new IllegalArgumentException("a number with too many digits");
        }
        vector.setBigDecimal(row, exact);
    }
}
