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
         * Computes a batch.
         *
         * @param columns one list per parameter, all of the same length; null values are passed on
         * @param call the call the statement runs for; null outside of a call
         * @return one value per row
         */
        List<@Nullable Object> apply(List<List<@Nullable Object>> columns, @Nullable CallContext call);
    }
}
