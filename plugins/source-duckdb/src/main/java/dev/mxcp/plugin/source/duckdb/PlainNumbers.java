package dev.mxcp.plugin.source.duckdb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Makes numbers of what a function returned, as a cast of the engine would. */
final class PlainNumbers {

    private PlainNumbers() {}

    static BigDecimal decimal(Object value) {
        return switch (value) {
            case BigDecimal number -> number;
            case BigInteger number -> new BigDecimal(number);
            case Double number -> BigDecimal.valueOf(number);
            case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
            case Number number -> BigDecimal.valueOf(number.longValue());
            default -> new BigDecimal(value.toString());
        };
    }

    static long integer(Object value) {
        return value instanceof Long number
                ? number
                : decimal(value).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    static double real(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case Boolean truth -> truth ? 1 : 0;
            default -> parsed(value.toString());
        };
    }

    /** The engine's own words for what is not a number. */
    private static double parsed(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
