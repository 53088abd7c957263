package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** What one run does with its lane's connection, and leaves behind clean. Used on the lane only. */
final class Session {

    /** How much a statement may do, and what it may leave behind. */
    enum Mode {
        /** On the lane's connection, with a cached statement. */
        READ,
        /** In a transaction that the engine keeps read-only. */
        UNTRUSTED,
        /** In a transaction that is rolled back unless it is committed. */
        WRITE,
        /** As {@link #WRITE}, on a connection of its own, because commands may change the connection. */
        COMMAND,
        /** On a connection of its own, without a transaction, because the engine wants none. */
        BARE_COMMAND
    }

    private final Mode mode;
    private final boolean asUser;
    private final List<@Nullable Object> values;
    private final CallContext call;
    private final @Nullable FunctionUse functionUse;

    private @Nullable Lane lane;
    private @Nullable DuckDBConnection own;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;
    private @Nullable Object cacheKey;
    private boolean inTransaction;
    private boolean userSet;

    /**
     * @param asUser the statement reaches the user functions through a view or macro, or functions of plugins, so nothing
     *     may be cached
     * @param functionUse how functions of plugins find the call; null where the statement cannot call any
     */
    Session(
            Mode mode,
            boolean asUser,
            List<@Nullable Object> values,
            CallContext call,
            @Nullable FunctionUse functionUse) {
        this.mode = mode;
        this.asUser = asUser;
        this.values = values;
        this.call = call;
        this.functionUse = functionUse;
    }

    /** True when the run stays open until it is committed or closed. */
    boolean isTransaction() {
        return mode == Mode.WRITE || mode == Mode.COMMAND;
    }

    void begin(Lane onLane) {
        this.lane = onLane;
    }

    DuckDBConnection connection() throws SQLException {
        if (own != null) {
            return own;
        }
        var current = Objects.requireNonNull(lane);
        if (mode == Mode.COMMAND || mode == Mode.BARE_COMMAND) {
            own = current.newConnection();
            return own;
        }
        return current.connection();
    }

    PreparedStatement statement(DuckDbSql sql, int maxRows) throws SQLException {
        var connection = connection();
        if (asUser) {
            userSet = true;
            UserMacros.set(connection, call);
            if (functionUse != null) {
                UserMacros.setCall(connection, functionUse.begin());
            }
        }
        switch (mode) {
            case READ, BARE_COMMAND -> {}
            case UNTRUSTED -> transaction("BEGIN TRANSACTION READ ONLY");
            case WRITE, COMMAND -> transaction("BEGIN TRANSACTION");
        }
        if (mode == Mode.READ && !asUser) {
            var key = new CacheKey(sql, maxRows);
            cacheKey = key;
            statement = Objects.requireNonNull(lane).prepared(key, () -> sql.engineText(maxRows));
        } else {
            statement = connection.prepareStatement(sql.engineText(maxRows));
        }
        return statement;
    }

    private record CacheKey(DuckDbSql sql, int maxRows) {}

    private void transaction(String sql) throws SQLException {
        execute(sql);
        inTransaction = true;
    }

    private void execute(String sql) throws SQLException {
        try (var command = connection().createStatement()) {
            command.execute(sql);
        }
    }

    void bind(DuckDbSql sql, DuckDBConnection connection, PreparedStatement prepared) throws SQLException {
        sql.bind(values, connection, prepared);
    }

    void hold(ResultSet result) {
        this.rows = result;
    }

    /** A statement that failed is not used again. */
    void failed() {
        if (cacheKey != null) {
            Objects.requireNonNull(lane).forget(cacheKey);
            cacheKey = null;
            statement = null;
        }
    }

    /** Looks whether an error means that the engine is down. */
    void suspect(SQLException error) {
        Objects.requireNonNull(lane).suspect(error);
    }

    void commit() throws SQLException {
        if (inTransaction && mode != Mode.UNTRUSTED) {
            try {
                execute("COMMIT");
            } catch (SQLException e) {
                suspect(e);
                throw e;
            }
            inTransaction = false;
        }
    }

    /** What a function of a plugin did wrong, which the engine tells with a stack of code. */
    Optional<PlatformException> functionFailure() {
        return functionUse == null ? Optional.empty() : functionUse.failure();
    }

    void end() {
        if (functionUse != null) {
            functionUse.end();
        }
        if (rows != null) {
            Lane.closeQuietly(rows);
        }
        if (statement != null && cacheKey == null) {
            Lane.closeQuietly(statement);
        }
        try {
            if (own == null) {
                clean();
            }
        } catch (SQLException | RuntimeException e) {
            // whatever is left on this connection must not reach the next call; an engine that is down is not asked
            Objects.requireNonNull(lane).close();
        } finally {
            if (own != null) {
                Lane.closeQuietly(own);
            }
        }
    }

    private void clean() throws SQLException {
        if (inTransaction) {
            execute("ROLLBACK");
        }
        if (userSet) {
            UserMacros.reset(connection());
        }
    }
}
