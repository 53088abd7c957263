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
     * <p>Parameters are written {@code $name}, or {@code ?}, or {@code $1}, {@code $2} ...; those that have a number
     * instead of a name are named by it, from {@code "1"}. A statement that mixes the ways is refused.
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

    /**
     * Begins a transaction that lives until it is committed or closed, at the latest until the call's deadline. Blocks
     * while others hold what it needs.
     *
     * @param maxRows as in {@link PreparedSql#run}, for every statement
     * @throws PlatformException {@code UNSUPPORTED} when this source has no transactions, otherwise as
     *     {@link PreparedSql#run} does
     */
    @Unstable
    default SqlTransaction begin(int maxRows, CallContext call) {
        throw new PlatformException(PlatformException.Code.UNSUPPORTED, engine() + " has no transactions here");
    }

    /**
     * The same open database, whose statements can call these functions too. Statements that were prepared before know
     * nothing of them, so that two generations of a project can be served side by side.
     *
     * <p>Only this source is closed, never the one with functions.
     *
     * @throws PlatformException {@code UNSUPPORTED} when this source takes no functions; {@code INVALID_INPUT} naming the
     *     function that cannot be added, and why
     */
    @Unstable
    default DataSource withFunctions(List<SqlFunctions.SqlFunction> functions) {
        if (functions.isEmpty()) {
            return this;
        }
        throw new PlatformException(PlatformException.Code.UNSUPPORTED, engine() + " takes no functions of plugins");
    }

    /** Tables and views, ordered by schema and name, with their columns in order. Reads the database's catalog. */
    List<Relation> relations();

    /**
     * As {@link #relations()}, for a call: given up at its deadline or when it is cancelled.
     *
     * @throws PlatformException {@code LIMIT_EXCEEDED} on a timeout, {@code CANCELLED}
     */
    default List<Relation> relations(CallContext call) {
        return relations();
    }

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
