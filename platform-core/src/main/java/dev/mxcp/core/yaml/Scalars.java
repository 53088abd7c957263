package dev.mxcp.core.yaml;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What a scalar means in YAML 1.1: {@code yes} is true, {@code 012} is ten, {@code 1:30} is ninety. */
final class Scalars {

    private static final Pattern TIMESTAMP = Pattern.compile("""
            (\\d{4})-(\\d\\d?)-(\\d\\d?)(?:(?:[Tt]|[ \\t]+)(\\d\\d?):(\\d\\d):(\\d\\d)(?:\\.(\\d*))?\
            (?:[ \\t]*(Z|([-+])(\\d\\d?)(?::?(\\d\\d))?))?)?""");

    private static final int MAX_DIGITS = 1000;

    private Scalars() {}

    /** @throws IllegalArgumentException with a message for the reader when the text does not fit its tag */
    static @Nullable Object value(ScalarNode node) {
        var text = node.getValue();
        var tag = node.getTag();
        if (tag.equals(Tag.STR)) {
            return text;
        }
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return bool(text);
        }
        if (tag.equals(Tag.INT)) {
            return integer(text);
        }
        if (tag.equals(Tag.FLOAT)) {
            return decimal(text);
        }
        if (tag.equals(Tag.TIMESTAMP)) {
            return timestamp(text);
        }
        if (tag.equals(Tag.BINARY)) {
            return Base64.getMimeDecoder().decode(text);
        }
        if (tag.equals(Tag.MERGE) || tag.getValue().equals(Tag.PREFIX + "value")) {
            return text;
        }
        throw new IllegalArgumentException("the tag '" + name(tag) + "' is not supported");
    }

    static String name(Tag tag) {
        return tag.getValue().startsWith(Tag.PREFIX)
                ? "!!" + tag.getValue().substring(Tag.PREFIX.length())
                : tag.getValue();
    }

    private static Boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> true;
            case "no", "false", "off" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is not a boolean");
        };
    }

    private static Object integer(String text) {
        var digits = text.replace("_", "");
        if (digits.length() > MAX_DIGITS) {
            throw new IllegalArgumentException("a number with more than " + MAX_DIGITS + " digits is not supported");
        }
        var negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        try {
            var value = magnitude(digits);
            return narrow(negative ? value.negate() : value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not an integer", e);
        }
    }

    private static BigInteger magnitude(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        if (digits.indexOf(':') >= 0) {
            var value = BigInteger.ZERO;
            for (var part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
            return value;
        }
        return digits.length() > 1 && digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
    }

    private static Object narrow(BigInteger value) {
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private static Double decimal(String text) {
        var digits = text.replace("_", "").toLowerCase(Locale.ROOT);
        var negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        var value = switch (digits) {
            case ".inf" -> Double.POSITIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> sexagesimal(text, digits);
        };
        return negative ? -value : value;
    }

    private static double sexagesimal(String text, String digits) {
        try {
            var value = 0.0;
            for (var part : digits.split(":", -1)) {
                value = value * 60 + Double.parseDouble(part);
            }
            return value;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }

    private static Object timestamp(String text) {
        var match = TIMESTAMP.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a date");
        }
        try {
            var date = LocalDate.of(number(match, 1), number(match, 2), number(match, 3));
            if (match.group(4) == null) {
                return date;
            }
            var time = date.atTime(number(match, 4), number(match, 5), number(match, 6), nanos(match.group(7)));
            return match.group(8) == null ? time : zoned(time, match);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' looks like a date, but there is no such date", e);
        }
    }

    private static OffsetDateTime zoned(LocalDateTime time, Matcher match) {
        if (match.group(9) == null) {
            return time.atOffset(ZoneOffset.UTC);
        }
        var sign = match.group(9).equals("-") ? -1 : 1;
        var minutes = match.group(11) == null ? 0 : number(match, 11);
        return time.atOffset(ZoneOffset.ofHoursMinutes(sign * number(match, 10), sign * minutes));
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(Objects.requireNonNull(match.group(group)));
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null || fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }
}
