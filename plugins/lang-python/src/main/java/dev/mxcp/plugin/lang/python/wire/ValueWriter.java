package dev.mxcp.plugin.lang.python.wire;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes plain Java values as JSON, with tags for what JSON lacks. */
final class ValueWriter {

    /** What the older interpreters can read: no fraction, or six digits of it. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .toFormatter();

    private static final DateTimeFormatter OFFSET =
            new DateTimeFormatterBuilder().appendOffset("+HH:MM:ss", "+00:00").toFormatter();

    private static final BigInteger MICROS_OF_A_SECOND = BigInteger.valueOf(1_000_000);

    private final JsonGenerator out;

    ValueWriter(JsonGenerator out) {
        this.out = out;
    }

    void write(@Nullable Object value) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean truth -> out.writeBoolean(truth);
            case Long number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Double number -> out.writeNumber(number);
            case Map<?, ?> map -> map(map);
            case Iterable<?> list -> {
                out.writeStartArray();
                list.forEach(this::write);
                out.writeEndArray();
            }
            default -> other(value);
        }
    }

    private void other(Object value) {
        switch (value) {
            case BigInteger number when number.bitLength() < Long.SIZE -> out.writeNumber(number);
            case BigInteger number -> tag("$:int", number.toString());
            case BigDecimal number -> tag("$:decimal", number.toString());
            case Float number -> out.writeNumber(number.doubleValue());
            case Number number -> out.writeNumber(number.longValue());
            case byte[] bytes -> tag("$:bytes", Base64.getEncoder().encodeToString(bytes));
            case LocalDate date -> tag("$:date", date.toString());
            case LocalTime time -> tag("$:time", TIME.format(time));
            case OffsetTime time -> tag("$:time", TIME.format(time) + OFFSET.format(time));
            case LocalDateTime moment -> tag("$:datetime", moment.toLocalDate() + "T" + TIME.format(moment));
            case OffsetDateTime moment ->
                tag("$:datetime", moment.toLocalDate() + "T" + TIME.format(moment) + OFFSET.format(moment));
            case ZonedDateTime moment -> other(moment.toOffsetDateTime());
            case Instant moment -> other(moment.atOffset(ZoneOffset.UTC));
            case Duration duration -> duration(duration);
            default -> out.writeString(value.toString());
        }
    }

    private void duration(Duration duration) {
        out.writeStartObject();
        out.writeName("$:duration");
        out.writeNumber(BigInteger.valueOf(duration.getSeconds())
                .multiply(MICROS_OF_A_SECOND)
                .add(BigInteger.valueOf(duration.getNano() / 1_000)));
        out.writeEndObject();
    }

    private void tag(String tag, String text) {
        out.writeStartObject();
        out.writeName(tag);
        out.writeString(text);
        out.writeEndObject();
    }

    private void map(Map<?, ?> map) {
        if (needsPairs(map)) {
            out.writeStartObject();
            out.writeName("$:map");
            out.writeStartArray();
            map.forEach((key, item) -> {
                out.writeStartArray();
                write(key);
                write(item);
                out.writeEndArray();
            });
            out.writeEndArray();
            out.writeEndObject();
            return;
        }
        out.writeStartObject();
        map.forEach((key, item) -> {
            out.writeName((String) key);
            write(item);
        });
        out.writeEndObject();
    }

    private static boolean needsPairs(Map<?, ?> map) {
        for (var key : map.keySet()) {
            if (!(key instanceof String text) || text.startsWith("$:")) {
                return true;
            }
        }
        return false;
    }
}
