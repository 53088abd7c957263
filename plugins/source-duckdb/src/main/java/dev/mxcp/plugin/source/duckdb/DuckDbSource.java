package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.plugin.source.duckdb.Planner.Walls;
import dev.mxcp.plugin.source.duckdb.RunningCalls.RunningCall;
import dev.mxcp.plugin.source.duckdb.Session.Mode;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.PreparedSql.Kind;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import dev.mxcp.spi.SqlTransaction;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prepares statements of one DuckDB file and runs them. */
final class DuckDbSource implements DataSource {

    private final OpenFile file;
    private final DuckDbConfig config;
    private final FilePaths files;
    private final FunctionSet functions;
    private final boolean owner;
    private final Planner planner;

    /** @param owner true when closing this source closes the file */
    private DuckDbSource(OpenFile file, DuckDbConfig config, FilePaths files, FunctionSet functions, boolean owner) {
        this.file = file;
        this.config = config;
        this.files = files;
        this.functions = functions;
        this.owner = owner;
        var catalog = new Catalog(file.planning(), functions, file.catalogChanges());
        this.planner = new Planner(this, file.planning(), file.untrusted(), files, catalog);
    }

    static DuckDbSource open(DuckDbConfig config, FilePaths files) {
        var file = PlatformThreads.call("duckdb-open", () -> new OpenFile(config));
        return new DuckDbSource(file, config, files, FunctionSet.NONE, true);
    }

    @Override
    public DataSource withFunctions(List<SqlFunction> added) {
        try {
            var known = PlatformThreads.call(
                    "duckdb-functions", () -> file.database().add(added));
            return new DuckDbSource(file, config, files, known, false);
        } catch (SQLException e) {
            throw EngineErrors.failed(e);
        }
    }

    @Override
    public String engine() {
        return "DuckDB " + file.database().version();
    }

    @Override
    public boolean isReadOnly() {
        return config.readonly();
    }

    OpenFile file() {
        return file;
    }

    FunctionSet functions() {
        return functions;
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
        if (config.externalAccess()) {
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

    @Override
    public List<Relation> relations(CallContext call) {
        return file.untrusted().read(call, Catalog::read);
    }

    Rows run(DuckDbSql sql, List<@Nullable Object> values, int maxRows, CallContext call) {
        var level = file.lanes().level(call);
        var asUser = sql.kind() == Kind.COMMAND || planner.catalog().reachesUserFunctions(sql);
        var functionUse = asUser && sql.mode() != Mode.UNTRUSTED ? functionUse(call, level) : null;
        var session = new Session(sql.mode(), asUser, values, call, functionUse);
        var execution = new Execution(sql, session, maxRows, call, file.interrupter());
        var target = switch (sql.mode()) {
            case READ -> file.lanes().readers(level);
            case UNTRUSTED -> file.untrusted();
            case WRITE, COMMAND, BARE_COMMAND -> file.lanes().writer(level);
        };
        var known = sql.mode() == Mode.UNTRUSTED ? FunctionSet.NONE : functions;
        file.submit(target, execution.run(), lane -> execution.serve(lane.with(known)), call);
        var registration = call.cancellation().onCancel(() -> execution.run().stop(StopReason.CANCELLED));
        try {
            var first = execution.firstBatch();
            var hold = file.hold(execution.run(), level, call);
            return new DuckDbRows(execution, first, session.isTransaction(), registration, () -> committed(sql), hold);
        } catch (RuntimeException e) {
            registration.close();
            throw e;
        }
    }

    private void committed(DuckDbSql sql) {
        if (sql.kind() == Kind.COMMAND) {
            planner.catalog().changed();
        }
    }

    private @Nullable FunctionUse functionUse(CallContext call, int level) {
        return functions.isEmpty()
                ? null
                : new FunctionUse(file.database().calls(), new RunningCall(FunctionCall.of(call, level), functions));
    }

    @Override
    public SqlTransaction begin(int maxRows, CallContext call) {
        var level = file.lanes().level(call);
        var transaction = new Transaction(
                planner,
                config.readonly(),
                maxRows,
                call,
                functionUse(call, level),
                file.interrupter(),
                planner.catalog()::changed);
        var target =
                config.readonly() ? file.lanes().readers(level) : file.lanes().writer(level);
        file.submit(target, transaction.run(), lane -> transaction.serve(lane.with(functions)), call);
        transaction.open();
        transaction.whenClosed(file.hold(transaction.run(), level, call));
        return transaction;
    }

    @Override
    public void close() {
        if (owner) {
            file.close();
        }
    }
}
