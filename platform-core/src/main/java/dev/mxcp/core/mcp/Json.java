package dev.mxcp.core.mcp;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON as this server reads and writes it. */
final class Json {

    private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

    final JsonMapper mapper;
    private final ObjectWriter pretty;

    Json(McpLimits limits) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(limits.maxMessageBytes())
                .build();
        this.mapper = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .build())
                .enable(DeserializationFeature.USE_LONG_FOR_INTS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        var separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        this.pretty = mapper.writer().with(new DefaultPrettyPrinter(separators)
                .withObjectIndenter(TWO_SPACES)
                .withArrayIndenter(TWO_SPACES));
    }

    byte[] bytes(Object value) {
        return mapper.writeValueAsBytes(value);
    }

    /** What people and models read: a string as it is, anything else as indented JSON. */
    String text(@Nullable Object value) {
        return value instanceof String text ? text : pretty.writeValueAsString(value);
    }
}
