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
import dev.mxcp.spi.SqlTransaction;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One DuckDB file: many readers, one writer. */
final class DuckDbSource implements DataSource {

    /** How long an interrupted statement may take to let go. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Database database;
    private final boolean readOnly;
    private final boolean externalAccess;
    private final LaneLevels lanes;

    /** Others' statements have lanes of their own, so that the project's never wait for them. */
    private final Lanes untrusted;

    private final Planner planner;
    private final Interrupter interrupter = new Interrupter();
    private final Set<LaneRun> runs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private DuckDbSource(Database database, DuckDbConfig config, FilePaths files) {
        this.database = database;
        this.readOnly = config.readonly();
        this.externalAccess = config.externalAccess();
        this.lanes = new LaneLevels(level -> new LaneLevels.Level(
                new Lanes("duckdb-read" + suffix(level), config.connections(), database),
                new Lanes("duckdb-write" + suffix(level), 1, database)));
        this.untrusted = new Lanes("duckdb-untrusted", Math.max(2, config.connections() / 4), database);
        this.planner = new Planner(this, lanes, untrusted, files);
    }

    private static String suffix(int level) {
        return level == 0 ? "" : "-" + level;
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
        var level = lanes.level(call);
        var target = switch (sql.mode()) {
            case READ -> lanes.readers(level);
            case UNTRUSTED -> untrusted;
            case WRITE, COMMAND, BARE_COMMAND -> lanes.writer(level);
        };
        submit(target, execution.run(), execution::serve, call);
        var registration = call.cancellation().onCancel(() -> execution.run().stop(StopReason.CANCELLED));
        try {
            var first = execution.firstBatch();
            var hold = hold(execution.run(), level, call);
            return new DuckDbRows(execution, first, session.isTransaction(), registration, () -> committed(sql), hold);
        } catch (RuntimeException e) {
            registration.close();
            throw e;
        }
    }

    @Override
    public SqlTransaction begin(int maxRows, CallContext call) {
        var level = lanes.level(call);
        var catalog = planner.catalog();
        var transaction = new Transaction(planner, readOnly, maxRows, call, interrupter, catalog::changed);
        var target = readOnly ? lanes.readers(level) : lanes.writer(level);
        submit(target, transaction.run(), transaction::serve, call);
        transaction.open();
        transaction.whenClosed(hold(transaction.run(), level, call));
        return transaction;
    }

    private void submit(Lanes target, LaneRun run, Consumer<Lane> work, CallContext call) {
        if (call.cancellation().isCancelled()) {
            throw StopReason.CANCELLED.toException();
        }
        runs.add(run);
        try {
            target.submit(lane -> {
                try {
                    work.accept(lane);
                } finally {
                    runs.remove(run);
                }
            });
        } catch (RuntimeException e) {
            runs.remove(run);
            throw e;
        }
    }

    /** Remembers that the call holds a lane while its own code runs; the answer forgets it. */
    private Runnable hold(LaneRun run, int level, CallContext call) {
        if (run.isFinished()) {
            return () -> {};
        }
        lanes.hold(call, level);
        return () -> lanes.letGo(call, level);
    }

    /** Until the last deadline of what runs now. */
    private void awaitRuns() {
        var last = System.nanoTime();
        for (var run : runs) {
            last = Math.max(last, run.deadlineNanos());
        }
        awaitIdle(last - System.nanoTime());
    }

    private void awaitIdle(long nanos) {
        var end = System.nanoTime() + nanos;
        try {
            for (var all : lanes.all()) {
                all.awaitIdle(Math.max(0, end - System.nanoTime()));
            }
            untrusted.awaitIdle(Math.max(0, end - System.nanoTime()));
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
            lanes.shutdown();
            untrusted.shutdown();
            awaitRuns();
            runs.forEach(run -> run.stop(StopReason.CLOSED));
            awaitIdle(GRACE_NANOS);
            lanes.close();
            untrusted.close();
            interrupter.close();
            database.close();
        }
    }
}
