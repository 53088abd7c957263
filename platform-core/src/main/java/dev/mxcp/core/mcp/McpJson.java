package dev.mxcp.core.mcp;

import dev.mxcp.core.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** JSON as clients send and get it: read as the rest of the platform does, within the limits of the protocol. */
final class McpJson {

    final JsonMapper mapper;
    private final ObjectReader own;

    McpJson(McpLimits limits) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxMessageBytes())
                .maxTokenCount(limits.maxTokens())
                .build();
        this.mapper = mapper(constraints);
        this.own = mapper(StreamReadConstraints.builder()
                        .maxNestingDepth(Json.MAX_DEPTH + limits.maxDepth())
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .readerFor(Map.class);
    }

    private static JsonMapper mapper(StreamReadConstraints constraints) {
        var factory = JsonFactory.builder().streamReadConstraints(constraints).build();
        return JsonMapper.builder(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** An object that this server wrote itself: the limits for what clients send are not for it. */
    Map<String, @Nullable Object> own(String text) {
        return McpMessages.object(own.<Map<?, ?>>readValue(text));
    }

    byte[] bytes(Object value) {
        return mapper.writeValueAsBytes(value);
    }
}
