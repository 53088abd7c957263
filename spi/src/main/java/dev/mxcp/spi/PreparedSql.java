package dev.mxcp.spi;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** One statement, understood once and run many times. Immutable and thread-safe; outlives any connection. */
public interface PreparedSql {

    enum Kind {
        /** Changes nothing. */
        READ,
        /** INSERT, UPDATE, DELETE, MERGE. */
        WRITE,
        /** Everything else: DDL, COPY, SET ... */
        COMMAND
    }

    Kind kind();

    /** Named parameters in order of first use. Those that the platform fills in itself are not among them. */
    List<DataSource.Parameter> parameters();

    /** Result columns; empty when the statement has no result or the database cannot tell before it runs. */
    List<DataSource.Column> columns();

    /** Relations the statement reads or writes, as {@code schema.name} where the schema is known. */
    SortedSet<String> relations();

    /** SHA-256 of the statement's text, in lower-case hex. */
    String digest();

    /**
     * Runs the statement within the call's deadline and cancellation.
     *
     * @param arguments a value for every parameter; plain Java values, {@code List} and {@code Map} included
     * @param maxRows after this many rows {@link Rows#isTruncated} becomes true and no more come; at least 1
     * @throws PlatformException {@code FAILED} with the database's own message, {@code LIMIT_EXCEEDED} on a timeout,
     *     {@code CANCELLED}, {@code UNAVAILABLE}
     */
    Rows run(Map<String, ? extends @Nullable Object> arguments, int maxRows, CallContext call);
}
