package dev.mxcp.core.mcp;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.modelcontextprotocol.spec.McpSchema;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as clients send and get it: read as the rest of the platform does, within the limits of the protocol. */
final class McpJson {

    final JsonMapper mapper;

    McpJson(McpLimits limits) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxMessageBytes())
                .build();
        var factory = JsonFactory.builder().streamReadConstraints(constraints).build();
        this.mapper = JsonMapper.builder(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .addMixIn(McpSchema.ElicitRequest.class, ModeOnce.class)
                .build();
    }

    byte[] bytes(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /** The SDK writes {@code mode} twice, as a property and as the type's id, which Jackson refuses since 3.2. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
    private interface ModeOnce {}
}
