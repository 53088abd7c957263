package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database in a temporary folder, and short ways to use it. */
record TestingDatabase(DuckDbSource source) implements AutoCloseable {

    private static final int MAX_ROWS = 10_000;

    static DuckDbConfig config(Path file) {
        return config(file, false, List.of());
    }

    static DuckDbConfig config(Path file, boolean readonly, List<String> allowedDirectories) {
        return new DuckDbConfig(
                file.toString(), readonly, null, null, "512MB", 2, "100MB", null, allowedDirectories, null, 4);
    }

    static TestingDatabase open(Path directory) {
        return open(config(directory.resolve("test.duckdb")));
    }

    static TestingDatabase open(DuckDbConfig config) {
        return new TestingDatabase(DuckDbSource.open(config, FilePaths.AS_WRITTEN));
    }

    /** The same database with functions; close this one only. */
    TestingDatabase with(SqlFunction... functions) {
        return new TestingDatabase((DuckDbSource) source.withFunctions(List.of(functions)));
    }

    /** Runs and commits. */
    List<List<@Nullable Object>> run(String sql, Map<String, ? extends @Nullable Object> arguments, CallContext call)
            throws SqlException {
        try (var rows = source.prepare(sql).run(arguments, MAX_ROWS, call)) {
            var all = new ArrayList<List<@Nullable Object>>();
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
            rows.commit();
            return all;
        }
    }

    List<List<@Nullable Object>> run(String sql, Map<String, ? extends @Nullable Object> arguments)
            throws SqlException {
        return run(sql, arguments, TestingCallContext.anonymous());
    }

    List<List<@Nullable Object>> run(String sql) throws SqlException {
        return run(sql, Map.of());
    }

    /** The only value of the only row. */
    @Nullable
    Object value(String sql, Map<String, ? extends @Nullable Object> arguments) throws SqlException {
        return run(sql, arguments).getFirst().getFirst();
    }

    @Nullable
    Object value(String sql) throws SqlException {
        return value(sql, Map.of());
    }

    @Override
    public void close() {
        source.close();
    }
}
