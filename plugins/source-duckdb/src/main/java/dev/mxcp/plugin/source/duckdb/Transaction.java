package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql.Kind;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.SqlTransaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Several statements on a connection of their own, which stays on one lane. */
final class Transaction implements SqlTransaction {

    private final Planner planner;
    private final boolean readOnly;
    private final int maxRows;
    private final CallContext call;
    private final @Nullable FunctionUse functionUse;
    private final Runnable committed;
    private final FutureTask<Boolean> begin = new FutureTask<>(this::begin);
    private final LaneRun run;

    private @Nullable Lane lane;
    private @Nullable DuckDBConnection connection;
    private Cancellation.@Nullable Registration cancellation;
    private Runnable closing = () -> {};
    private boolean changedCatalog;
    private boolean done;

    /**
     * @param functionUse how functions of plugins find the call; null where there are none
     * @param committed told when the catalog has changed for others
     */
    Transaction(
            Planner planner,
            boolean readOnly,
            int maxRows,
            CallContext call,
            @Nullable FunctionUse functionUse,
            Interrupter interrupter,
            Runnable committed) {
        this.planner = planner;
        this.readOnly = readOnly;
        this.maxRows = maxRows;
        this.call = call;
        this.functionUse = functionUse;
        this.committed = committed;
        this.run = new LaneRun(call, interrupter, begin);
    }

    LaneRun run() {
        return run;
    }

    // --- on a lane ---

    void serve(Lane onLane) {
        lane = onLane;
        run.serve(this::end);
    }

    private boolean begin() throws SQLException {
        connection = Objects.requireNonNull(lane).newConnection();
        UserMacros.set(connection, call);
        if (functionUse != null) {
            UserMacros.setCall(connection, functionUse.begin());
        }
        execute(readOnly ? "BEGIN TRANSACTION READ ONLY" : "BEGIN TRANSACTION");
        return true;
    }

    private void execute(String sql) throws SQLException {
        try (var command = Objects.requireNonNull(connection).createStatement()) {
            command.execute(sql);
        } catch (SQLException e) {
            Objects.requireNonNull(lane).suspect(e);
            throw e;
        }
    }

    private Answer answer(String text, Map<String, ? extends @Nullable Object> arguments) throws SQLException {
        var open = Objects.requireNonNull(connection);
        var sql = prepared(text, open);
        changedCatalog |= sql.kind() == Kind.COMMAND;
        try (var statement = open.prepareStatement(sql.engineText(maxRows))) {
            sql.bind(sql.values(arguments, call), open, statement);
            if (!run.execute(statement)) {
                return new Answer(sql.columns(), Batch.counted(sql, statement));
            }
            try (var rows = statement.getResultSet()) {
                var shape = sql.shape(rows.getMetaData());
                return new Answer(shape.columns(), new Cursor(rows, shape, maxRows).next(maxRows));
            }
        } catch (SQLException e) {
            throw functionUse == null
                    ? EngineErrors.failed(e, sql)
                    : functionUse.failure().orElseGet(() -> EngineErrors.failed(e, sql));
        }
    }

    private DuckDbSql prepared(String text, DuckDBConnection open) throws SQLException {
        try {
            return planner.prepareWithin(open, text);
        } catch (SqlException e) {
            throw new PlatformException(Code.INVALID_INPUT, e.getMessage(), e);
        }
    }

    /** What was not committed is rolled back with the connection. */
    private void end() {
        if (functionUse != null) {
            functionUse.end();
        }
        if (connection != null) {
            Lane.closeQuietly(connection);
        }
    }

    // --- on the caller's thread ---

    /** Waits until the transaction has begun. */
    void open() {
        cancellation = call.cancellation().onCancel(() -> run.stop(StopReason.CANCELLED));
        try {
            run.await(begin);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @param action runs once */
    void whenClosed(Runnable action) {
        closing = action;
    }

    @Override
    public Rows query(String sql, Map<String, ? extends @Nullable Object> arguments) {
        refuseWhenDone();
        var answer = run.ask(() -> answer(sql, arguments));
        return new AnsweredRows(answer.columns(), answer.batch());
    }

    @Override
    public void commit() {
        refuseWhenDone();
        done = true;
        run.ask(() -> {
            execute("COMMIT");
            // here, because the engine commits even when nobody waits for it any longer
            if (changedCatalog) {
                committed.run();
            }
            run.finish();
            return true;
        });
    }

    private void refuseWhenDone() {
        if (done) {
            throw new IllegalStateException("the transaction was committed or closed before");
        }
    }

    @Override
    public void close() {
        done = true;
        try {
            run.close(true);
        } finally {
            if (cancellation != null) {
                cancellation.close();
            }
            closing.run();
            closing = () -> {};
        }
    }

    private record Answer(List<DataSource.Column> columns, Batch batch) {}
}
