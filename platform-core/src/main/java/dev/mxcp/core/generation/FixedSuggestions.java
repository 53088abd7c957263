package dev.mxcp.core.generation;

import dev.mxcp.core.catalog.Completion;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Suggestions that the project's files list. */
record FixedSuggestions(List<String> values) implements PreparedEndpoint {

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        var prefix = String.valueOf(arguments.get(Completion.PREFIX));
        return EndpointResult.of(values.stream()
                .filter(value -> value.regionMatches(true, 0, prefix, 0, prefix.length()))
                .toList());
    }
}
