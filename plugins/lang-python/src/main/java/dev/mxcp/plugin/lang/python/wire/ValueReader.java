package dev.mxcp.plugin.lang.python.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads JSON with tags into plain Java values. */
final class ValueReader {

    private static final Pattern OFFSET = Pattern.compile(".*(Z|[+-]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?)");
    private static final BigInteger MICROS_OF_A_SECOND = BigInteger.valueOf(1_000_000);

    private final JsonParser in;

    ValueReader(JsonParser in) {
        this.in = in;
    }

    /** The value at the current token. */
    @Nullable
    Object read() {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT ->
                in.getNumberValue() instanceof Integer small ? (Object) small.longValue() : in.getNumberValue();
            case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_ARRAY -> list();
            case START_OBJECT -> object();
            default -> throw new IllegalArgumentException("no value: " + in.currentToken());
        };
    }

    private List<@Nullable Object> list() {
        var list = new ArrayList<@Nullable Object>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(read());
        }
        return list;
    }

    private @Nullable Object object() {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var key = in.currentName();
            in.nextToken();
            var value = read();
            if (object.isEmpty() && key.startsWith("$:") && value != null) {
                in.nextToken();
                return untagged(key, value);
            }
            object.put(key, value);
        }
        return object;
    }

    private static Object untagged(String tag, Object value) {
        try {
            return known(tag, value);
        } catch (DateTimeException e) {
            throw new UnreadableException(
                    "%s has an offset of more than 18 hours or of parts of a second, and cannot be sent"
                            .formatted(value),
                    e);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new UnreadableException("%s is beyond what a number can be, and cannot be sent".formatted(value), e);
        }
    }

    private static Object known(String tag, Object value) {
        return switch (tag) {
            case "$:decimal" -> new BigDecimal((String) value);
            case "$:date" -> LocalDate.parse((String) value);
            case "$:time" -> time((String) value);
            case "$:datetime" -> moment((String) value);
            case "$:duration" -> duration(value);
            case "$:bytes" -> Base64.getDecoder().decode((String) value);
            case "$:map" -> map((List<?>) value);
            case PackedNumbers.LONGS -> PackedNumbers.longs((String) value);
            case PackedNumbers.DOUBLES -> PackedNumbers.doubles((String) value);
            case "$:answer" -> new Answer((Map<?, ?>) value);
            default -> throw new IllegalArgumentException("unknown tag " + tag);
        };
    }

    /** Python has more microseconds than 64 bits hold. */
    private static Duration duration(Object micros) {
        var parts = new BigInteger(micros.toString()).divideAndRemainder(MICROS_OF_A_SECOND);
        return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact() * 1_000);
    }

    private static Object time(String text) {
        return OFFSET.matcher(text).matches() ? OffsetTime.parse(text) : LocalTime.parse(text);
    }

    private static Object moment(String text) {
        var time = text.substring(text.indexOf('T') + 1);
        return OFFSET.matcher(time).matches() ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
    }

    private static Map<@Nullable Object, @Nullable Object> map(List<?> pairs) {
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (var pair : pairs) {
            map.put(((List<?>) pair).get(0), ((List<?>) pair).get(1));
        }
        return map;
    }

    /** A value together with content that is shown instead of it. */
    record Answer(Map<?, ?> parts) {}
}
