package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.wire.Ending;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.EndpointResult.Content;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A function that every worker of its generation knows by a number. */
record PythonEndpoint(PythonGeneration generation, int function, boolean isAsync) implements PreparedEndpoint {

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        var result = generation.calls().call(function, isAsync, arguments, call);
        return result.content().isEmpty() ? EndpointResult.of(result.value()) : new Answer(result);
    }

    /** A value with content that is shown instead of it. */
    private record Answer(Ending.Result result) implements EndpointResult {

        @Override
        public @Nullable Object value() {
            return result.value();
        }

        @Override
        public List<Content> content() {
            return Blocks.of(result.content());
        }
    }
}
