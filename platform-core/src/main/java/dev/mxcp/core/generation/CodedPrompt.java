package dev.mxcp.core.generation;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A prompt whose messages an implementation in some language makes. */
record CodedPrompt(PreparedEndpoint implementation) implements PreparedEndpoint {

    @Override
    public List<String> warnings() {
        return implementation.warnings();
    }

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        var result = implementation.run(arguments, call);
        try {
            return new Messages(result, PromptMessages.of(result.value()));
        } catch (RuntimeException e) {
            result.close();
            throw e;
        }
    }

    /** @param value the messages that were made */
    private record Messages(EndpointResult made, @Nullable Object value) implements EndpointResult {

        @Override
        public List<Content> content() {
            return made.content();
        }

        @Override
        public boolean isTruncated() {
            return made.isTruncated();
        }

        @Override
        public Optional<Provenance> provenance() {
            return made.provenance();
        }

        @Override
        public void commit() {
            made.commit();
        }

        @Override
        public void close() {
            made.close();
        }
    }
}
