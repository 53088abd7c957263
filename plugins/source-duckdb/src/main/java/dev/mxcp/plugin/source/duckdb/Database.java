package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The opened file, locked down; every connection is a duplicate of the first. */
final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DuckDbConfig config;
    private volatile DuckDBConnection root;
    private final String version;
    private final RunningCalls calls = new RunningCalls();
    private final NativeFunctions natives = new NativeFunctions(calls);

    private Database(DuckDbConfig config, DuckDBConnection root, String version) {
        this.config = config;
        this.root = root;
        this.version = version;
    }

    static Database open(DuckDbConfig config) {
        var root = root(config);
        try {
            return new Database(config, root, version(root));
        } catch (SQLException e) {
            Lane.closeQuietly(root);
            throw OpeningFailure.of(config, e);
        }
    }

    private static DuckDBConnection root(DuckDbConfig config) {
        assert PlatformThreads.isOne();
        var file = Path.of(config.path());
        try {
            createParent(file);
            if (config.readonly() && !Files.exists(file)) {
                connect(config, false).close();
            }
            var root = connect(config, config.readonly());
            try {
                Lockdown.apply(root, config);
                return root;
            } catch (SQLException | RuntimeException e) {
                root.close();
                throw e;
            }
        } catch (SQLException e) {
            throw OpeningFailure.of(config, e);
        }
    }

    /** True when the engine refuses everything until it is started anew. */
    boolean isInvalidated() {
        assert PlatformThreads.isOne();
        try (var statement = root.createStatement()) {
            statement.execute("SELECT 1");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    /** Starts the engine anew. Every other connection must be closed already. */
    void reopen() throws SQLException {
        Lane.closeQuietly(root);
        var fresh = root(config);
        natives.registerAgain(fresh);
        root = fresh;
    }

    private static void createParent(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new PlatformException(
                    Code.UNAVAILABLE, "cannot create the folder " + file.getParent() + ": " + e.getMessage(), e);
        }
    }

    private static DuckDBConnection connect(DuckDbConfig config, boolean readOnly) throws SQLException {
        var properties = new Properties();
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("memory_limit", config.memoryLimit());
        properties.setProperty("threads", config.threads().toString());
        properties.setProperty("max_temp_directory_size", config.maxTempDirectorySize());
        if (config.tempDirectory() != null) {
            properties.setProperty("temp_directory", config.tempDirectory());
        }
        if (readOnly) {
            properties.setProperty("duckdb.read_only", "true");
        }
        var connection = new DuckDBDriver().connect("jdbc:duckdb:" + config.path(), properties);
        return connection.unwrap(DuckDBConnection.class);
    }

    private static String version(DuckDBConnection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT version()")) {
            rows.next();
            var text = rows.getString(1);
            return text.startsWith("v") ? text.substring(1) : text;
        }
    }

    /** Such as {@code 1.5.6}. */
    String version() {
        return version;
    }

    /** Makes functions known to the engine, for connections that ask for them. */
    FunctionSet add(List<SqlFunction> functions) throws SQLException {
        assert PlatformThreads.isOne();
        return natives.add(functions, root);
    }

    RunningCalls calls() {
        return calls;
    }

    /** A connection of its own, which knows these functions and those that tell who calls. */
    DuckDBConnection connect(FunctionSet functions) throws SQLException {
        assert PlatformThreads.isOne();
        var connection = root.duplicate();
        try {
            UserMacros.create(connection, functions);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {
        assert PlatformThreads.isOne();
        try {
            root.close();
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("the database did not close cleanly");
        }
    }
}
