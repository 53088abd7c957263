package dev.mxcp.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a matching policy rule does to a request or an answer. Thread-safe. */
@Unstable
public interface PolicyAction extends AutoCloseable {

    /** Decides about a request, before anything runs. */
    default Effect onRequest(CallContext call, List<String> fields) {
        return new Effect.Continue();
    }

    /** Decides about an answer; {@code value} is plain Java, see {@link EndpointResult}. */
    default Effect onResponse(CallContext call, @Nullable Object value, List<String> fields) {
        return new Effect.Replace(value);
    }

    @Override
    default void close() {}

    /** What happens next. */
    sealed interface Effect {
        /** Ask the next rule. */
        record Continue() implements Effect {}

        /** Ask no further rule. */
        record Allow() implements Effect {}

        record Deny(@Nullable String reason) implements Effect {}

        /** Go on with this value. */
        record Replace(@Nullable Object value) implements Effect {}
    }
}
