package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.Rows;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The caller's side of an execution. */
final class DuckDbRows implements Rows {

    private final Execution execution;
    private final Cancellation.Registration cancellation;
    private final Runnable committed;
    private final Runnable letGo;
    private final boolean transaction;
    private Batch batch;
    private Iterator<List<@Nullable Object>> unread;
    private boolean done;
    private boolean closed;

    /**
     * @param committed told, on a lane, when what the statement changed has become visible to others
     * @param letGo told when the rows no longer hold their lane
     */
    DuckDbRows(
            Execution execution,
            Batch first,
            boolean transaction,
            Cancellation.Registration cancellation,
            Runnable committed,
            Runnable letGo) {
        this.execution = execution;
        this.transaction = transaction;
        this.cancellation = cancellation;
        this.committed = committed;
        this.letGo = letGo;
        this.batch = first;
        this.unread = first.rows().iterator();
    }

    @Override
    public List<DataSource.Column> columns() {
        return execution.columns();
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
        while (!unread.hasNext()) {
            if (batch.last() || closed) {
                return null;
            }
            batch = execution.nextBatch();
            unread = batch.rows().iterator();
        }
        return unread.next();
    }

    @Override
    public boolean isTruncated() {
        return batch.truncated() && !unread.hasNext();
    }

    @Override
    public void commit() {
        if (done || closed) {
            throw new IllegalStateException("the rows were committed or closed before");
        }
        done = true;
        if (transaction) {
            execution.commit(committed);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                execution.close();
            } finally {
                letGo.run();
                cancellation.close();
            }
        }
    }
}
