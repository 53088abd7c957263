package dev.mxcp.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several statements that last together or not at all, as part of one call: same identity, deadline and limits. Used by
 * one thread at a time. Always close it; {@link #close} without a {@link #commit} rolls everything back, and so does the
 * end of the call.
 */
@Unstable
public interface SqlTransaction extends AutoCloseable {

    /**
     * Runs one statement. It sees what the statements before it did.
     *
     * @param arguments as in {@link PreparedSql#run}; those of {@code ?} are named {@code "1"}, {@code "2"} ...
     * @return rows to read and close before the next statement; their {@link Rows#commit commit} has no effect
     * @throws PlatformException as {@link PreparedSql#run} does, and {@code INVALID_INPUT} when the statement cannot be
     *     prepared; after a statement that failed the database may refuse everything but {@link #close}
     */
    Rows query(String sql, Map<String, ? extends @Nullable Object> arguments);

    /**
     * Makes everything last. At most once, and nothing but {@link #close} after it.
     *
     * @throws PlatformException when it cannot last, because of another transaction for example; nothing then does
     */
    void commit();

    /** Rolls back what is not committed. Closing twice is harmless. */
    @Override
    void close();
}
