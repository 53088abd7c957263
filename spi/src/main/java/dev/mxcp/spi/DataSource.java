package dev.mxcp.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Named, pooled, limited access to one database. Thread-safe; blocking calls may come from virtual threads, and an
 * implementation with native code moves them to platform threads of its own.
 *
 * <p>{@link #close} waits for running statements until their deadline, then cancels them.
 */
public interface DataSource extends AutoCloseable {

    /** Engine name and version for people, such as {@code DuckDB 1.5.6}. */
    String engine();

    /** True when nothing can be written through this source. */
    boolean isReadOnly();

    /**
     * Classifies and plans one statement without running it: parameter names and types, result columns, relations. Done
     * once per endpoint, at load.
     *
     * @throws SqlException when the text is not exactly one statement that the database can plan
     */
    PreparedSql prepare(String sql) throws SqlException;

    /**
     * Takes a script apart into statements that {@link #prepare} accepts one by one, in order. A source that cannot tell
     * leaves it whole.
     *
     * @throws SqlException when the text is not SQL as far as finding its semicolons goes
     */
    default List<String> statements(String script) throws SqlException {
        return List.of(script);
    }

    /**
     * Prepares a statement that somebody other than the project's author wrote. On top of {@link #prepare} it admits
     * one reading statement that calls only functions known to be harmless, and reads only relations of the given
     * schemas. Its executions run where the engine itself refuses writes and access to files and network.
     *
     * <p>Planning may cost as much as running, so it counts against the call: it is given up at the call's deadline or
     * when the call is cancelled, and it must not keep the project's own statements waiting.
     *
     * @param allowedSchemas names of schemas that may be read; empty means all
     * @param call the call that the statement came with
     * @throws SqlException when the statement is refused; its message says why
     */
    PreparedSql prepareUntrusted(String sql, List<String> allowedSchemas, CallContext call) throws SqlException;

    /** Tables and views, ordered by schema and name, with their columns in order. Reads the database's catalog. */
    List<Relation> relations();

    /** Waits for running statements, then lets go of the database. Closing twice is harmless. */
    @Override
    void close();

    /** @param type the database's own name of the type, such as {@code DECIMAL(10,2)} */
    record Column(String name, String type, boolean nullable) {}

    /** @param kind {@code BASE TABLE} or {@code VIEW} */
    record Relation(String schema, String name, String kind, List<Column> columns) {
        public Relation {
            columns = List.copyOf(columns);
        }
    }

    /** @param type the database's own name of the type, or null where it depends on the value */
    record Parameter(String name, @Nullable String type) {}
}
