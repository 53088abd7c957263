package dev.mxcp.core.json;

import dev.mxcp.spi.PlatformException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON edge: plain Java values of the platform become values that JSON has. */
public final class JsonValues {

    private JsonValues() {}

    /**
     * JSON-like plain Java: dates and times become ISO 8601 text, bytes base64, NaN and infinities null; numbers keep
     * all their digits.
     *
     * @throws PlatformException {@code FAILED} for a Java value that has no JSON form, {@code LIMIT_EXCEEDED} when nested
     *     deeper than {@link Json#MAX_DEPTH}
     */
    public static @Nullable Object render(@Nullable Object value) {
        return render(value, Json.MAX_DEPTH);
    }

    /** ISO 8601 text of a {@code java.time} value, always with seconds. */
    public static String text(Temporal time) {
        return switch (time) {
            case LocalTime t -> DateTimeFormatter.ISO_LOCAL_TIME.format(t);
            case OffsetTime t -> DateTimeFormatter.ISO_OFFSET_TIME.format(t);
            case LocalDateTime t -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(t);
            case OffsetDateTime t -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(t);
            case ZonedDateTime t -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(t);
            case Instant t -> DateTimeFormatter.ISO_INSTANT.format(t);
            default -> time.toString();
        };
    }

    private static @Nullable Object render(@Nullable Object value, int depth) {
        return switch (value) {
            case null -> null;
            case String text -> wellFormed(text);
            case Boolean flag -> flag;
            case Long number -> number;
            case Double number -> Double.isFinite(number) ? number : null;
            case Float number -> Float.isFinite(number) ? (Double) Double.parseDouble(number.toString()) : null;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case BigDecimal number -> number;
            case BigInteger number -> number;
            case Temporal time -> text(time);
            case Duration duration -> duration.toString();
            case TemporalAmount amount -> amount.toString();
            case UUID id -> id.toString();
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            case Character character -> wellFormed(character.toString());
            case Enum<?> constant -> constant.name();
            case Map<?, ?> map -> object(map, deeper(depth));
            case Collection<?> items -> array(items, deeper(depth));
            default -> unusual(value, depth);
        };
    }

    private static Object unusual(Object value, int depth) {
        if (!value.getClass().isArray()) {
            throw new PlatformException(
                    PlatformException.Code.FAILED,
                    "the answer holds a value of the Java type "
                            + value.getClass().getSimpleName() + ", which has no JSON form");
        }
        var items = new ArrayList<@Nullable Object>(Array.getLength(value));
        for (int i = 0; i < Array.getLength(value); i++) {
            items.add(render(Array.get(value, i), deeper(depth)));
        }
        return items;
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> map, int depth) {
        var result = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(map.size());
        map.forEach((key, value) -> result.put(key(key), render(value, depth)));
        return result;
    }

    private static String key(@Nullable Object key) {
        return key instanceof String text ? wellFormed(text) : String.valueOf(render(key, 1));
    }

    private static List<@Nullable Object> array(Collection<?> items, int depth) {
        var result = new ArrayList<@Nullable Object>(items.size());
        for (Object item : items) {
            result.add(render(item, depth));
        }
        return result;
    }

    private static int deeper(int depth) {
        if (depth == 0) {
            throw new PlatformException(
                    PlatformException.Code.LIMIT_EXCEEDED,
                    "the answer is nested deeper than " + Json.MAX_DEPTH + " levels");
        }
        return depth - 1;
    }

    /** Half a surrogate pair has no UTF-8 form: the replacement character stands in for it. */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }
}
