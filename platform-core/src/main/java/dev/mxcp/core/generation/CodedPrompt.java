package dev.mxcp.core.generation;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import java.util.List;
import java.util.Map;
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
            return new RemadeResult(result, PromptMessages.of(result.value()), result.content());
        } catch (RuntimeException e) {
            result.close();
            throw e;
        }
    }
}
