package dev.mxcp.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one execution, read once and in order. Used by one thread at a time. Always close it.
 *
 * <p>A writing statement runs in a transaction of its own: {@link #commit} makes it last, {@link #close} without a
 * commit rolls it back.
 */
public interface Rows extends AutoCloseable {

    List<DataSource.Column> columns();

    /**
     * The next row, or null after the last one. Values are plain Java: {@code null}, {@code Boolean}, {@code Long},
     * {@code BigInteger}, {@code Double}, {@code BigDecimal}, {@code String}, {@code byte[]}, {@code java.time.*},
     * {@code List}, {@code Map} with string keys. JSON columns come parsed.
     */
    @Nullable
    List<@Nullable Object> next();

    /** True once a limit has cut the result off. */
    boolean isTruncated();

    /** Makes what the statement wrote last. Harmless for a reading statement; at most once. */
    void commit();

    @Override
    void close();
}
