package dev.mxcp.plugin.lang.python.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.ByteArrayBuilder;

/** The encoding of messages. */
final class Json {

    private static final int MOST_DIGITS = 10_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(MOST_DIGITS)
                    .build())
            .build();

    private Json() {}

    static byte[] write(Map<String, ? extends @Nullable Object> message) {
        return write(out -> new ValueWriter(out).write(message));
    }

    static byte[] write(Consumer<JsonGenerator> content) {
        var bytes = new ByteArrayBuilder(FACTORY._getBufferRecycler());
        try (var out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(out);
        }
        return bytes.toByteArray();
    }

    /**
     * @throws UnreadableException when it holds a value that Java does not have
     * @throws tools.jackson.core.JacksonException when it is not a JSON object
     */
    static Map<String, @Nullable Object> read(byte[] message) {
        try {
            return fields(message, _ -> true);
        } catch (StreamConstraintsException e) {
            throw new UnreadableException(
                    "a value nested more than %d levels deep, or a number of more than %d digits, cannot be sent"
                            .formatted(FACTORY.streamReadConstraints().getMaxNestingDepth(), MOST_DIGITS),
                    e);
        }
    }

    /** The fields before the first list or object. */
    static Map<String, @Nullable Object> head(byte[] message) {
        return fields(message, token -> !token.isStructStart());
    }

    private static Map<String, @Nullable Object> fields(byte[] message, Predicate<JsonToken> wanted) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), message)) {
            in.nextToken();
            var reader = new ValueReader(in);
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = in.currentName();
                if (!wanted.test(in.nextToken())) {
                    break;
                }
                fields.put(name, reader.read());
            }
        }
        return fields;
    }
}
