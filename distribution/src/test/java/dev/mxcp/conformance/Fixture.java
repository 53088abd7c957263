package dev.mxcp.conformance;

import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.EndpointResult.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One endpoint, as a lambda. */
@FunctionalInterface
interface Fixture extends PreparedEndpoint {

    static Fixture answering(@Nullable Object value) {
        return (_, _) -> EndpointResult.of(value);
    }

    static Fixture showing(Content... blocks) {
        return (_, _) -> new Blocks(List.of(blocks));
    }

    /** An answer that is content and nothing else. */
    record Blocks(List<Content> content) implements EndpointResult {
        @Override
        public @Nullable Object value() {
            return null;
        }
    }
}
