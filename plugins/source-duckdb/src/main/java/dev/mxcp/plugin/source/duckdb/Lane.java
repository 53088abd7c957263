package dev.mxcp.plugin.source.duckdb;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that belongs to one platform thread, with the statements prepared on it. Native code runs on lanes only:
 * on a virtual thread it would pin the carrier.
 */
final class Lane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MAX_PREPARED = 256;

    private final Database database;
    private final Recovery recovery;
    private final LinkedHashMap<Object, PreparedStatement> prepared = new LinkedHashMap<>(16, 0.75f, true);
    private FunctionSet functions = FunctionSet.NONE;
    private FunctionSet connected = FunctionSet.NONE;
    private @Nullable DuckDBConnection connection;

    Lane(Database database, Recovery recovery) {
        this.database = database;
        this.recovery = recovery;
    }

    /** This lane, with a connection that knows the functions. */
    Lane with(FunctionSet wanted) {
        functions = wanted;
        return this;
    }

    /** While the file is opened again, another thread closes what is open here: nothing of it may be touched. */
    private void settle() {
        recovery.check();
        if (!connected.equals(functions)) {
            close();
            connected = functions;
        }
    }

    /** Looks whether an error means that the engine is down. */
    void suspect(SQLException error) {
        recovery.suspect(error);
    }

    DuckDBConnection connection() throws SQLException {
        assert PlatformThreads.isOne();
        settle();
        if (connection == null) {
            connection = database.connect(functions);
        }
        return connection;
    }

    /** Another connection that knows the same functions; whoever asks closes it. */
    DuckDBConnection newConnection() throws SQLException {
        recovery.check();
        return database.connect(functions);
    }

    /** The statement prepared for this key, from the cache when it can. It stays the lane's. */
    PreparedStatement prepared(Object key, Supplier<String> sql) throws SQLException {
        settle();
        var known = prepared.get(key);
        if (known != null && !known.isClosed()) {
            return known;
        }
        var fresh = connection().prepareStatement(sql.get());
        prepared.put(key, fresh);
        if (prepared.size() > MAX_PREPARED) {
            forget(Objects.requireNonNull(prepared.firstEntry()).getKey());
        }
        return fresh;
    }

    void forget(Object key) {
        var statement = prepared.remove(key);
        if (statement != null) {
            closeQuietly(statement);
        }
    }

    @Override
    public void close() {
        assert PlatformThreads.isOne();
        prepared.values().forEach(Lane::closeQuietly);
        prepared.clear();
        if (connection != null) {
            closeQuietly(connection);
            connection = null;
        }
    }

    static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.atDebug().setCause(e).log("a database resource did not close cleanly");
        }
    }
}
