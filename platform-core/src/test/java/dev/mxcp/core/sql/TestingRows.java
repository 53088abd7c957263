package dev.mxcp.core.sql;

import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.Rows;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Rows of one column that no database made. */
record TestingRows(List<Column> columns, Queue<List<@Nullable Object>> values, boolean isTruncated) implements Rows {

    static TestingRows of(String column, @Nullable Object... values) {
        var rows = new ArrayDeque<List<@Nullable Object>>();
        for (var value : values) {
            rows.add(Collections.singletonList(value));
        }
        return new TestingRows(List.of(new Column(column, "VARCHAR", true)), rows, false);
    }

    TestingRows truncated() {
        return new TestingRows(columns, values, true);
    }

    int unread() {
        return values.size();
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
        return values.poll();
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
