package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** One run of a statement, which keeps its lane until its rows are read or its transaction is over. */
final class Execution {

    private static final int FIRST_BATCH = 1024;

    private final DuckDbSql sql;
    private final Session session;
    private final int maxRows;
    private final FutureTask<Batch> first;
    private final LaneRun run;

    private @Nullable Cursor cursor;
    private volatile List<DataSource.Column> columns = List.of();

    Execution(DuckDbSql sql, Session session, int maxRows, CallContext call, Interrupter interrupter) {
        this.sql = sql;
        this.session = session;
        this.maxRows = maxRows;
        this.first = new FutureTask<>(this::start);
        this.run = new LaneRun(call, interrupter, first);
    }

    LaneRun run() {
        return run;
    }

    List<DataSource.Column> columns() {
        return columns;
    }

    /** True when the run stays open until it is committed or closed. */
    boolean isTransaction() {
        return session.isTransaction();
    }

    // --- on a lane ---

    void serve(Lane lane) {
        session.begin(lane);
        run.serve(session::end);
    }

    private Batch start() {
        try {
            var connection = session.connection();
            var statement = session.statement(sql, maxRows);
            session.bind(sql, connection, statement);
            if (!run.execute(statement)) {
                return counted(statement);
            }
            var rows = statement.getResultSet();
            session.hold(rows);
            var shape = sql.shape(rows.getMetaData());
            columns = shape.columns();
            cursor = new Cursor(rows, shape, maxRows);
            return fetch(isTransaction() ? maxRows : FIRST_BATCH);
        } catch (SQLException e) {
            failed();
            session.suspect(e);
            throw session.functionFailure().orElseGet(() -> EngineErrors.failed(e, sql));
        } catch (Throwable e) {
            failed();
            throw e;
        }
    }

    private void failed() {
        session.failed();
        run.finish();
    }

    private Batch counted(PreparedStatement statement) throws SQLException {
        if (!isTransaction()) {
            run.finish();
        }
        columns = sql.columns();
        return Batch.counted(sql, statement);
    }

    private Batch fetch(int size) throws SQLException {
        var open = cursor;
        if (open == null) {
            return Batch.EMPTY;
        }
        var batch = open.next(size);
        if (batch.last() && !isTransaction()) {
            run.finish();
        }
        return batch;
    }

    // --- on the caller's thread ---

    Batch firstBatch() {
        return run.await(first);
    }

    Batch nextBatch() {
        return run.ask(() -> fetch(FIRST_BATCH));
    }

    /** @param committed runs on the lane, because the engine commits even when nobody waits for it any longer */
    void commit(Runnable committed) {
        run.ask(() -> {
            session.commit();
            committed.run();
            run.finish();
            return true;
        });
    }

    void close() {
        run.close(isTransaction());
    }
}
