package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a result, and how their values become plain Java.
 *
 * @param names as the engine tells them
 * @param columns as the author names them
 */
record ResultShape(List<String> names, List<Reader> readers, List<DataSource.Column> columns) {

    /** @param isLocalTime the driver's java.sql.Timestamp would bend times that the machine's own time zone skips */
    record Reader(String typeName, ColumnType type, boolean isLocalTime) {

        static Reader of(String typeName) {
            var isLocalTime = typeName.startsWith("TIMESTAMP") && !typeName.endsWith("ZONE") && !typeName.endsWith("]");
            return new Reader(typeName, ColumnType.named(typeName), isLocalTime);
        }

        @Nullable
        Object read(ResultSet rows, int column) throws SQLException {
            return type.plain(isLocalTime ? rows.getObject(column, LocalDateTime.class) : rows.getObject(column));
        }
    }

    static ResultShape of(ResultSetMetaData metadata, DuckDbSql sql) throws SQLException {
        var names = names(metadata);
        var readers = new ArrayList<Reader>();
        for (var i = 1; i <= metadata.getColumnCount(); i++) {
            readers.add(Reader.of(metadata.getColumnTypeName(i)));
        }
        return new ResultShape(names, List.copyOf(readers), sql.columns(metadata, names));
    }

    static List<String> names(ResultSetMetaData metadata) throws SQLException {
        var names = new ArrayList<String>();
        for (var i = 1; i <= metadata.getColumnCount(); i++) {
            names.add(metadata.getColumnName(i));
        }
        return List.copyOf(names);
    }

    /** False when a change of the catalog has given the statement other columns. */
    boolean isOf(ResultSetMetaData metadata) throws SQLException {
        if (metadata.getColumnCount() != names.size()) {
            return false;
        }
        for (var i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(metadata.getColumnName(i + 1))
                    || !readers.get(i).typeName().equals(metadata.getColumnTypeName(i + 1))) {
                return false;
            }
        }
        return true;
    }

    List<@Nullable Object> row(ResultSet rows) throws SQLException {
        var row = new ArrayList<@Nullable Object>(readers.size());
        for (var i = 0; i < readers.size(); i++) {
            row.add(readers.get(i).read(rows, i + 1));
        }
        return row;
    }
}
