package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.Rows;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are all here already; what their statement changed lasts with its transaction. */
final class AnsweredRows implements Rows {

    private final List<DataSource.Column> columns;
    private final Iterator<List<@Nullable Object>> unread;
    private final boolean truncated;

    AnsweredRows(List<DataSource.Column> columns, Batch batch) {
        this.columns = columns;
        this.unread = batch.rows().iterator();
        this.truncated = batch.truncated();
    }

    @Override
    public List<DataSource.Column> columns() {
        return columns;
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
        return unread.hasNext() ? unread.next() : null;
    }

    @Override
    public boolean isTruncated() {
        return truncated && !unread.hasNext();
    }

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
