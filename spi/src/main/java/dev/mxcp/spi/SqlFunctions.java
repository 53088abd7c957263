package dev.mxcp.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions added to a data source, called in vectors. */
@Unstable
public interface SqlFunctions extends AutoCloseable {

    List<SqlFunction> functions();

    @Override
    default void close() {}

    /** One scalar function. Thread-safe. */
    interface SqlFunction {

        /** As it is called in SQL. */
        String name();

        /** SQL names of the parameter types, such as {@code BIGINT} or {@code VARCHAR[]}. */
        List<String> parameterTypes();

        String returnType();

        /**
         * Computes a batch. Called from many threads at once, which belong to the database. It runs for every row, even
         * when all arguments are constants, and never while a statement is only prepared.
         *
         * @param columns one list per parameter, all of the same length; null values are passed on. A function without
         *     parameters gets one list of nulls. Values are plain Java as in {@link Rows#next}, but the keys of a MAP have
         *     the type that is declared
         * @param call the call the statement runs for; null outside of a call. Whatever the function asks of the
         *     database goes through it, so that it does not wait for the statement that waits for the function
         * @return one value per row; INTERVAL may be a {@link java.time.Duration} or ISO 8601 text
         * @throws PlatformException with a message for the caller
         */
        List<@Nullable Object> apply(List<List<@Nullable Object>> columns, @Nullable CallContext call);
    }
}
