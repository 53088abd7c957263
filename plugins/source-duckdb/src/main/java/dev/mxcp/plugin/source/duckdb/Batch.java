package dev.mxcp.plugin.source.duckdb;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that came over in one hop.
 *
 * @param last no more will come
 * @param truncated the row limit has cut the rest off
 */
record Batch(List<List<@Nullable Object>> rows, boolean last, boolean truncated) {

    static final Batch EMPTY = new Batch(List.of(), true, false);

    /** What a statement without rows tells: how many rows it changed. */
    static Batch counted(DuckDbSql sql, PreparedStatement statement) throws SQLException {
        var count = statement.getLargeUpdateCount();
        if (sql.columns().isEmpty() || count < 0) {
            return EMPTY;
        }
        var row = new ArrayList<@Nullable Object>();
        row.add(count);
        return new Batch(List.of(row), true, false);
    }
}
