package dev.mxcp.core.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Exact readings of whatever may stand for a number. */
final class Numbers {

    private static final int MAX_TEXT = 1_000;
    /** Beyond what a double can hold; keeps exact arithmetic on hostile exponents cheap. */
    private static final int MAX_EXPONENT = 400;

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,4})?");

    private Numbers() {}

    /** The number itself; null for what is no finite number of a reasonable size. */
    static @Nullable BigDecimal exact(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Long number -> BigDecimal.valueOf(number);
            case Integer number -> BigDecimal.valueOf(number);
            case Short number -> BigDecimal.valueOf(number);
            case Byte number -> BigDecimal.valueOf(number);
            case Double number -> Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
            case Float number -> Float.isFinite(number) ? new BigDecimal(number.toString()) : null;
            case BigInteger number -> reasonable(new BigDecimal(number));
            case BigDecimal number -> reasonable(number);
            default -> null;
        };
    }

    /** Reads also the text of a number, and true and false as 1 and 0. */
    static @Nullable BigDecimal lenient(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? BigDecimal.ONE : BigDecimal.ZERO;
            case String text -> parse(text.strip());
            default -> exact(value);
        };
    }

    static boolean isIntegral(Object value) {
        var number = exact(value);
        return number != null && isIntegral(number);
    }

    static boolean isIntegral(BigDecimal number) {
        return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /** {@code Long} where it fits, {@code BigInteger} otherwise. */
    static Number integer(BigDecimal integral) {
        var exact = integral.toBigIntegerExact();
        return exact.bitLength() < Long.SIZE ? (Number) exact.longValue() : exact;
    }

    /** {@code Double} where that keeps the value, {@code BigDecimal} otherwise. */
    static Number decimal(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number) == 0
                ? (Number) nearest
                : number;
    }

    /** Plain notation without trailing zeros, for messages and schemas. */
    static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static @Nullable BigDecimal parse(String text) {
        return text.length() <= MAX_TEXT && DECIMAL.matcher(text).matches() ? reasonable(new BigDecimal(text)) : null;
    }

    private static @Nullable BigDecimal reasonable(BigDecimal number) {
        long exponent = (long) number.precision() - number.scale();
        return Math.abs(exponent) <= MAX_EXPONENT && number.precision() <= MAX_TEXT
                        || number.signum() == 0 && Math.abs(number.scale()) <= MAX_EXPONENT
                ? number
                : null;
    }
}
