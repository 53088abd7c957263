package dev.mxcp.core.type;

import dev.mxcp.core.type.TypeDefinition.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formats of strings: what each accepts, and what it becomes. Calendars are strict: there is no 30 February. */
final class Formats {

    static final BigDecimal MIN_TIMESTAMP = BigDecimal.valueOf(-62_135_596_800L);
    static final BigDecimal MAX_TIMESTAMP = BigDecimal.valueOf(253_402_300_799L);

    private static final int MAX_TEXT = 2_000;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]++@[^@\\s.]++(?:\\.[^@\\s.]++)++");
    private static final Pattern URI = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*+:[^\\s\\p{Cntrl}]*+");
    private static final String AMOUNT = "[-+]?[0-9]{1,18}+(?:[.,][0-9]{1,9}+)?";
    private static final Pattern DURATION = Pattern.compile(
            "[-+]?P(?!$)(?:AY)?(?:AM)?(?:AW)?(?:AD)?(?:T(?=[-+0-9])(?:AH)?(?:AM)?(?:AS)?)?".replace("A", AMOUNT));
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile("[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,9})?)?");
    private static final Pattern DATE_TIME =
            Pattern.compile("(" + DATE + ")[Tt ](" + TIME + ")([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?");

    private Formats() {}

    /** The name in YAML: {@code date-time}. */
    static String name(Format format) {
        return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param raw what was sent; {@code text} is its text */
    static @Nullable Object convert(Format format, Object raw, String text, Trail trail) {
        var value = read(format, raw, text);
        if (value == null) {
            trail.problem(refusal(format));
        }
        return value;
    }

    static void check(Format format, String text, Trail trail) {
        if (read(format, text, text) == null) {
            trail.problem(refusal(format));
        }
    }

    private static @Nullable Object read(Format format, Object raw, String text) {
        if (text.length() > MAX_TEXT && format != Format.URI) {
            return null;
        }
        try {
            return switch (format) {
                case EMAIL -> EMAIL.matcher(text).matches() ? text : null;
                case URI -> URI.matcher(text).matches() ? text : null;
                case DURATION -> DURATION.matcher(text).matches() ? text : null;
                case DATE -> DATE.matcher(text).matches() ? LocalDate.parse(text) : null;
                case TIME -> TIME.matcher(text).matches() ? LocalTime.parse(text) : null;
                case DATE_TIME -> raw instanceof LocalDateTime || raw instanceof OffsetDateTime ? raw : dateTime(text);
                case TIMESTAMP -> timestamp(raw, text);
            };
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Object dateTime(String text) {
        if (DATE.matcher(text).matches()) {
            return LocalDate.parse(text).atStartOfDay();
        }
        var parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        var local = LocalDate.parse(parts.group(1)).atTime(LocalTime.parse(parts.group(2)));
        var offset = parts.group(3);
        return offset == null ? local : local.atOffset(ZoneOffset.of(offset.toUpperCase(Locale.ROOT)));
    }

    /** Seconds since 1970 as a number or its text, or a date-time with an offset; always in UTC. */
    private static @Nullable OffsetDateTime timestamp(Object raw, String text) {
        return switch (raw) {
            case OffsetDateTime time -> time.withOffsetSameInstant(ZoneOffset.UTC);
            case ZonedDateTime time -> time.toOffsetDateTime().withOffsetSameInstant(ZoneOffset.UTC);
            case Instant time -> time.atOffset(ZoneOffset.UTC);
            case LocalDateTime time -> time.atOffset(ZoneOffset.UTC);
            default -> {
                var seconds = Numbers.lenient(text);
                if (seconds != null) {
                    yield seconds(seconds);
                }
                yield dateTime(text) instanceof OffsetDateTime time ? time.withOffsetSameInstant(ZoneOffset.UTC) : null;
            }
        };
    }

    private static @Nullable OffsetDateTime seconds(BigDecimal number) {
        if (number.compareTo(MIN_TIMESTAMP) < 0 || number.compareTo(MAX_TIMESTAMP) > 0) {
            return null;
        }
        var nanos = number.movePointRight(9).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
        var parts = nanos.divideAndRemainder(BigInteger.valueOf(1_000_000_000L));
        return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()).atOffset(ZoneOffset.UTC);
    }

    private static String refusal(Format format) {
        return switch (format) {
            case EMAIL -> "Invalid email format: expected an address such as ada@example.org";
            case URI -> "Invalid URI format: expected a scheme and a path, such as https://example.org/x";
            case DURATION -> "Invalid duration format: expected ISO 8601, such as P1DT12H or PT30M";
            case DATE -> "Invalid date: expected an existing day as YYYY-MM-DD, such as 2024-02-29";
            case TIME -> "Invalid time: expected HH:MM:SS, such as 18:30:00";
            case DATE_TIME -> "Invalid date-time: expected ISO 8601, such as 2024-02-29T18:30:00Z";
            case TIMESTAMP -> "Invalid timestamp: expected seconds since 1970-01-01 UTC, such as 1709231400";
        };
    }
}
