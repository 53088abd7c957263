package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a result in batches; lives on a lane. */
final class Cursor {

    private final ResultSet rows;
    private final ColumnType[] types;
    private final boolean[] timestamps;
    private final int maxRows;
    private int delivered;
    private boolean onUnreadRow;

    Cursor(ResultSet rows, int maxRows) throws SQLException {
        this.rows = rows;
        this.maxRows = maxRows;
        var metadata = rows.getMetaData();
        this.types = new ColumnType[metadata.getColumnCount()];
        this.timestamps = new boolean[types.length];
        for (var i = 0; i < types.length; i++) {
            var name = metadata.getColumnTypeName(i + 1);
            types[i] = ColumnType.named(name);
            timestamps[i] = name.startsWith("TIMESTAMP") && !name.endsWith("ZONE") && !name.endsWith("]");
        }
    }

    static List<DataSource.Column> columns(ResultSetMetaData metadata, BoundText text) throws SQLException {
        var columns = new ArrayList<DataSource.Column>();
        for (var i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(new DataSource.Column(
                    text.restore(metadata.getColumnName(i)), metadata.getColumnTypeName(i), true));
        }
        return List.copyOf(columns);
    }

    Batch next(int size) throws SQLException {
        var batch = new ArrayList<List<@Nullable Object>>();
        while (batch.size() < size) {
            if (!onUnreadRow && !rows.next()) {
                return new Batch(batch, true, false);
            }
            onUnreadRow = false;
            if (delivered == maxRows) {
                return new Batch(batch, true, true);
            }
            batch.add(row());
            delivered++;
        }
        if (!rows.next()) {
            return new Batch(batch, true, false);
        }
        onUnreadRow = true;
        return delivered == maxRows ? new Batch(batch, true, true) : new Batch(batch, false, false);
    }

    private List<@Nullable Object> row() throws SQLException {
        var row = new ArrayList<@Nullable Object>(types.length);
        for (var i = 0; i < types.length; i++) {
            // the driver's java.sql.Timestamp would bend times that the machine's own time zone skips
            Object value = timestamps[i] ? rows.getObject(i + 1, LocalDateTime.class) : rows.getObject(i + 1);
            row.add(types[i].plain(value));
        }
        return row;
    }
}
