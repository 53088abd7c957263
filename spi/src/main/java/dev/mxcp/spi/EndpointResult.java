package dev.mxcp.spi;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint answered, before the platform shapes it and applies policies. The platform closes it once; effects
 * that can be undone last only if it was {@link #commit committed} before.
 */
public interface EndpointResult extends AutoCloseable {

    /**
     * The answer as plain Java: {@code null}, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code Double},
     * {@code BigDecimal}, {@code String}, {@code byte[]}, {@code java.time.*}, {@code List}, {@code Map} with string keys.
     * SQL answers a list with one map per row.
     *
     * <p>A prompt answers its messages: a text, which a user says, or a list of texts and of maps with {@code role}
     * ({@code user} or {@code assistant}) and either {@code prompt}, a text, or {@code content}, a text or a map as the
     * protocol writes a block of content: {@code {"type": "image", "data": base64, "mimeType": "image/png"}}. There, bytes
     * stand for their base64 and null for what is absent. An endpoint with {@code content: blocks} answers such blocks.
     */
    @Nullable
    Object value();

    /**
     * Content made by the endpoint itself, shown instead of the rendered value; empty when there is none. What a resource
     * answers are its contents, at its own URI but for {@link Content.Embedded}; a {@link Content.Link} is none, and
     * fails the call.
     */
    default List<Content> content() {
        return List.of();
    }

    /** True when a limit cut the answer off. */
    default boolean isTruncated() {
        return false;
    }

    /** Where the data came from, when the endpoint knows. */
    default Optional<Provenance> provenance() {
        return Optional.empty();
    }

    /** Makes the effects of the call last. */
    default void commit() {}

    @Override
    default void close() {}

    /** A plain answer without effects. */
    static EndpointResult of(@Nullable Object value) {
        return () -> value;
    }

    /**
     * @param source name of the data source
     * @param statement digest of the statement, see {@link PreparedSql#digest}; null where none was needed, as for what
     *     the source knows about itself
     * @param relations relations read
     * @param rows number of rows before shaping
     */
    record Provenance(String source, @Nullable String statement, SortedSet<String> relations, long rows) {}

    /** One block of content of an answer. */
    sealed interface Content {

        /** The same content with more said about it; what was said before is replaced. */
        default Content with(ContentDetails details) {
            return new Described(this, details);
        }

        record Text(String text) implements Content {}

        /** @param data base64 */
        record Image(String data, String mimeType) implements Content {}

        /** @param data base64 */
        record Audio(String data, String mimeType) implements Content {}

        record Link(String uri, String name, @Nullable String mimeType) implements Content {}

        /** Exactly one of {@code text} and {@code blob} (base64) is set. */
        record Embedded(
                String uri,
                @Nullable String mimeType,
                @Nullable String text,
                @Nullable String blob) implements Content {}

        /** Made by {@link #with}. The content within is never described itself. */
        record Described(Content content, ContentDetails details) implements Content {
            public Described {
                if (content instanceof Described(var inner, var _)) {
                    content = inner;
                }
            }
        }
    }
}
