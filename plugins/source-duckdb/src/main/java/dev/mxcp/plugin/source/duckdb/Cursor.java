package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a result in batches; lives on a lane. */
final class Cursor {

    private final ResultSet rows;
    private final ResultShape shape;
    private final int maxRows;
    private int delivered;
    private boolean onUnreadRow;

    Cursor(ResultSet rows, ResultShape shape, int maxRows) {
        this.rows = rows;
        this.shape = shape;
        this.maxRows = maxRows;
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
            batch.add(shape.row(rows));
            delivered++;
        }
        if (!rows.next()) {
            return new Batch(batch, true, false);
        }
        onUnreadRow = true;
        return delivered == maxRows ? new Batch(batch, true, true) : new Batch(batch, false, false);
    }
}
