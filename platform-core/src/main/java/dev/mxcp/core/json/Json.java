package dev.mxcp.core.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes JSON the one way the whole platform does: decimals keep all their digits, duplicate keys and trailing
 * text are errors, depth and length are limited.
 */
public final class Json {

    /** Deeper JSON is refused, in and out. */
    public static final int MAX_DEPTH = 100;

    private static final int MAX_STRING = 20_000_000;
    private static final int MAX_NUMBER = 1_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH + 10)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer().with(prettyPrinter());

    private Json() {}

    /** The mapper behind this class, for code that binds or streams. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Plain Java: null, Boolean, Long, BigInteger, BigDecimal, String, List, Map. */
    public static @Nullable Object read(String text) throws JsonException {
        try {
            return JsonValues.render(MAPPER.readValue(text, Object.class));
        } catch (JacksonException e) {
            throw new JsonException(where(e));
        } catch (NumberFormatException e) {
            // the library lets it through unwrapped when an exponent has more digits than an int
            throw new JsonException("a number is too large");
        }
    }

    /** One line. The value is JSON-like plain Java, see {@link JsonValues#render}. */
    public static String write(@Nullable Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static byte[] writeBytes(@Nullable Object value) {
        return write(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Indented by two spaces, {@code "key": value}, lines end with {@code \n}. */
    public static String pretty(@Nullable Object value) {
        return PRETTY.writeValueAsString(value);
    }

    private static String where(JacksonException e) {
        TokenStreamLocation place = e.getLocation();
        return place == null || place.getLineNr() < 1
                ? "not valid JSON"
                : "not valid JSON at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static DefaultPrettyPrinter prettyPrinter() {
        var indenter = new DefaultIndenter("  ", "\n");
        var separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter()
                .withSeparators(separators)
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
