package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.plugin.source.duckdb.Planner.Walls;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.PreparedSql.Kind;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One DuckDB file: many readers, one writer. */
final class DuckDbSource implements DataSource {

    /** How long an interrupted statement may take to let go. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Database database;
    private final boolean readOnly;
    private final boolean externalAccess;
    private final Lanes readers;

    /** Others' statements have lanes of their own, so that the project's never wait for them. */
    private final Lanes untrusted;

    private final Lanes writer;
    private final Planner planner;
    private final Interrupter interrupter = new Interrupter();
    private final Set<Execution> executions = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private DuckDbSource(Database database, DuckDbConfig config, FilePaths files) {
        this.database = database;
        this.readOnly = config.readonly();
        this.externalAccess = config.externalAccess();
        this.readers = new Lanes("duckdb-read", config.connections(), database);
        this.untrusted = new Lanes("duckdb-untrusted", Math.max(2, config.connections() / 4), database);
        this.writer = new Lanes("duckdb-write", 1, database);
        this.planner = new Planner(this, readers, untrusted, files);
    }

    static DuckDbSource open(DuckDbConfig config, FilePaths files) {
        return new DuckDbSource(Database.open(config), config, files);
    }

    @Override
    public String engine() {
        return "DuckDB " + database.version();
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public PreparedSql prepare(String sql) throws SqlException {
        return planner.prepare(sql);
    }

    @Override
    public List<String> statements(String script) throws SqlException {
        return SqlText.split(script);
    }

    @Override
    public PreparedSql prepareUntrusted(String sql, List<String> allowedSchemas, CallContext call) throws SqlException {
        if (externalAccess) {
            throw new PlatformException(
                    Code.UNSUPPORTED,
                    "statements of others are not run on this database, because duckdb.external_access is true: "
                            + "remove it, or turn the SQL tools off");
        }
        return planner.prepareUntrusted(sql, allowedSchemas, call, Walls.BOTH);
    }

    Planner planner() {
        return planner;
    }

    @Override
    public List<Relation> relations() {
        return planner.catalog().relations();
    }

    Rows run(DuckDbSql sql, List<@Nullable Object> values, int maxRows, CallContext call) {
        var asUser = sql.kind() == Kind.COMMAND || planner.catalog().reachesUserFunctions(sql);
        var session = new Session(sql.mode(), asUser, values, call);
        var execution = new Execution(sql, session, maxRows, call, interrupter);
        if (call.cancellation().isCancelled()) {
            throw StopReason.CANCELLED.toException();
        }
        executions.add(execution);
        var lanes = switch (sql.mode()) {
            case READ -> readers;
            case UNTRUSTED -> untrusted;
            case WRITE, COMMAND, BARE_COMMAND -> writer;
        };
        try {
            lanes.submit(lane -> {
                try {
                    execution.serve(lane);
                } finally {
                    executions.remove(execution);
                }
            });
        } catch (RuntimeException e) {
            executions.remove(execution);
            throw e;
        }
        var registration = call.cancellation().onCancel(() -> execution.stop(StopReason.CANCELLED));
        try {
            return new DuckDbRows(
                    execution, execution.firstBatch(), session.isTransaction(), registration, () -> committed(sql));
        } catch (RuntimeException e) {
            registration.close();
            throw e;
        }
    }

    /** Until the last deadline of what runs now. */
    private void awaitExecutions() {
        var last = System.nanoTime();
        for (var execution : executions) {
            last = Math.max(last, execution.deadlineNanos());
        }
        awaitIdle(last - System.nanoTime());
    }

    private void awaitIdle(long nanos) {
        var end = System.nanoTime() + nanos;
        try {
            for (var lanes : List.of(readers, untrusted, writer)) {
                lanes.awaitIdle(Math.max(0, end - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void committed(DuckDbSql sql) {
        if (sql.kind() == Kind.COMMAND) {
            planner.catalog().changed();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            readers.shutdown();
            untrusted.shutdown();
            writer.shutdown();
            awaitExecutions();
            executions.forEach(execution -> execution.stop(StopReason.CLOSED));
            awaitIdle(GRACE_NANOS);
            readers.close();
            untrusted.close();
            writer.close();
            interrupter.close();
            database.close();
        }
    }
}
