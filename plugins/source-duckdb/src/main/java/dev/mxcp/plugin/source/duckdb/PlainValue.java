package dev.mxcp.plugin.source.duckdb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.Temporal;
import java.util.UUID;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** Scalars as the driver returns them, made plain. */
final class PlainValue {

    // how the driver shows the engine's infinite dates
    private static final int LAST_YEAR = 294_247;
    private static final int FIRST_YEAR = -290_308;
    private static final long FIRST_MILLISECOND_OF_ERA = -62_135_769_600_000L;
    private static final LocalDate LAST_DAY = LocalDate.ofEpochDay(Integer.MAX_VALUE);
    private static final LocalDate FIRST_DAY = LocalDate.ofEpochDay(-Integer.MAX_VALUE);

    private PlainValue() {}

    /** @param type the engine's name of the type, empty when unknown */
    static @Nullable Object of(Object value, String type) throws SQLException {
        return switch (value) {
            case Boolean truth -> truth;
            case Byte number -> number.longValue();
            case Short number -> number.longValue();
            case Integer number -> number.longValue();
            case Long number -> number;
            case BigInteger number -> number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
            // the shortest decimal that is this float: 0.1, not 0.10000000149011612
            case Float number -> Double.valueOf(number.toString());
            case Double number -> number;
            case BigDecimal number -> number;
            case String text -> text(text, type);
            case UUID uuid -> uuid.toString();
            case Blob blob -> blob.getBytes(1, (int) blob.length());
            case JsonNode json -> Json.parse(json.toString());
            case LocalDate date -> date(date);
            case LocalDateTime time -> timestamp(time);
            case Timestamp time -> timestamp(local(time));
            case OffsetDateTime time -> zoned(time.withOffsetSameInstant(ZoneOffset.UTC));
            default -> value instanceof Temporal ? value : value.toString();
        };
    }

    private static Object text(String text, String type) {
        return switch (type) {
            case "INTERVAL" -> Interval.iso(text);
            case "BIGNUM", "VARINT" -> integer(new BigInteger(text));
            default -> text;
        };
    }

    private static Object integer(BigInteger number) {
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }

    static Object date(LocalDate date) {
        return date.equals(LAST_DAY) ? "infinity" : date.equals(FIRST_DAY) ? "-infinity" : date;
    }

    static Object timestamp(LocalDateTime time) {
        return isInfinite(time) ? infinity(time) : time;
    }

    /** {@link Timestamp#toLocalDateTime} forgets that a year was before our era. */
    private static LocalDateTime local(Timestamp time) {
        var local = time.toLocalDateTime();
        return time.getTime() < FIRST_MILLISECOND_OF_ERA ? local.withYear(1 - local.getYear()) : local;
    }

    private static Object zoned(OffsetDateTime time) {
        return isInfinite(time.toLocalDateTime()) ? infinity(time.toLocalDateTime()) : time;
    }

    /** The engine's infinities are the first and last microsecond it can count; nothing real is near them. */
    private static boolean isInfinite(LocalDateTime time) {
        return time.getYear() >= LAST_YEAR || time.getYear() <= FIRST_YEAR;
    }

    private static String infinity(LocalDateTime time) {
        return time.getYear() > 0 ? "infinity" : "-infinity";
    }
}
