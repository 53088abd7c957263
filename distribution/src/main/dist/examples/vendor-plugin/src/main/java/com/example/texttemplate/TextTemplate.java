package com.example.texttemplate;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A template ready to be filled in, many times and by many threads at once. */
record TextTemplate(List<Part> parts, String missing) implements PreparedEndpoint {

    sealed interface Part {}

    record Fixed(String text) implements Part {}

    record Placeholder(String parameter) implements Part {}

    TextTemplate {
        parts = List.copyOf(parts);
    }

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        return EndpointResult.of(parts.stream().map(part -> text(part, arguments)).collect(Collectors.joining()));
    }

    private String text(Part part, Map<String, @Nullable Object> arguments) {
        return switch (part) {
            case Fixed(var text) -> text;
            case Placeholder(var parameter) -> {
                var value = arguments.get(parameter);
                yield value == null ? missing : value.toString();
            }
        };
    }
}
