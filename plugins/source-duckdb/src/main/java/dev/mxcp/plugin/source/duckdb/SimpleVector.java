package dev.mxcp.plugin.source.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Base64;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** The types without parts. */
enum SimpleVector implements VectorType {
    BOOLEAN(DuckDBColumnType.BOOLEAN) {
        @Override
        public Object read(DuckDBReadableVector vector, long row) {
            return vector.getBoolean(row);
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setBoolean(row, value instanceof Boolean truth ? truth : PlainNumbers.real(value) != 0);
        }
    },
    INTEGER(DuckDBColumnType.INTEGER) {
        @Override
        public Object read(DuckDBReadableVector vector, long row) {
            return (long) vector.getInt(row);
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setInt(row, Math.toIntExact(PlainNumbers.integer(value)));
        }
    },
    BIGINT(DuckDBColumnType.BIGINT) {
        @Override
        public Object read(DuckDBReadableVector vector, long row) {
            return vector.getLong(row);
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setLong(row, PlainNumbers.integer(value));
        }
    },
    DOUBLE(DuckDBColumnType.DOUBLE) {
        @Override
        public Object read(DuckDBReadableVector vector, long row) {
            return vector.getDouble(row);
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setDouble(row, PlainNumbers.real(value));
        }
    },
    VARCHAR(DuckDBColumnType.VARCHAR) {
        @Override
        public Object read(DuckDBReadableVector vector, long row) {
            return vector.getString(row);
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setString(row, Json.text(value));
        }
    },
    DATE(DuckDBColumnType.DATE) {
        @Override
        public @Nullable Object read(DuckDBReadableVector vector, long row) {
            return PlainValue.date(vector.getLocalDate(row));
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            var date = switch (value) {
                case LocalDate day -> day;
                case LocalDateTime time -> time.toLocalDate();
                default -> LocalDate.parse(value.toString());
            };
            vector.setDate(row, date);
        }
    },
    TIMESTAMP(DuckDBColumnType.TIMESTAMP) {
        @Override
        public @Nullable Object read(DuckDBReadableVector vector, long row) {
            return PlainValue.timestamp(vector.getLocalDateTime(row));
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            var time = switch (value) {
                case LocalDateTime local -> local;
                case LocalDate day -> day.atStartOfDay();
                default -> LocalDateTime.parse(value.toString().replace(' ', 'T'));
            };
            vector.setTimestamp(row, time);
        }
    },
    /** As base64. */
    BLOB(DuckDBColumnType.VARCHAR) {
        @Override
        public String sent(String expression) {
            return "base64(" + expression + ")";
        }

        @Override
        public String received(String expression) {
            return "from_base64(" + expression + ")";
        }

        @Override
        public Object read(DuckDBReadableVector vector, long row) {
            return Base64.getDecoder().decode(vector.getString(row));
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            if (!(value instanceof byte[] bytes)) {
                throw new IllegalArgumentException("not bytes");
            }
            vector.setString(row, Base64.getEncoder().encodeToString(bytes));
        }
    },
    /** As a time of the first day. */
    TIME(DuckDBColumnType.TIMESTAMP) {
        @Override
        public String sent(String expression) {
            return "(CAST(" + expression + " AS TIME) + DATE '1970-01-01')";
        }

        @Override
        public String received(String expression) {
            return "CAST(" + expression + " AS TIME)";
        }

        @Override
        public Object read(DuckDBReadableVector vector, long row) {
            return vector.getLocalDateTime(row).toLocalTime();
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            var time = value instanceof LocalTime local ? local : LocalTime.parse(value.toString());
            vector.setTimestamp(row, LocalDate.EPOCH.atTime(time));
        }
    },
    /** As the engine's text. */
    INTERVAL(DuckDBColumnType.VARCHAR) {
        @Override
        public String sent(String expression) {
            return "CAST(CAST(" + expression + " AS INTERVAL) AS VARCHAR)";
        }

        @Override
        public String received(String expression) {
            return "CAST(" + expression + " AS INTERVAL)";
        }

        @Override
        public Object read(DuckDBReadableVector vector, long row) {
            return Interval.iso(vector.getString(row));
        }

        @Override
        public void write(DuckDBWritableVector vector, long row, Object value) {
            vector.setString(
                    row, value instanceof Duration duration ? Interval.sql(duration) : Interval.sql(value.toString()));
        }
    };

    private final DuckDBColumnType type;

    SimpleVector(DuckDBColumnType type) {
        this.type = type;
    }

    @Override
    public DuckDBLogicalType logical() throws SQLException {
        return DuckDBLogicalType.of(type);
    }
}
