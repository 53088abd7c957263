package dev.mxcp.plugin.source.duckdb;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Durations: the engine's text and ISO 8601. */
final class Interval {

    private static final Pattern PART = Pattern.compile("(-?\\d+) (year|month|day)s?");
    private static final Pattern TIME = Pattern.compile("(-?)(\\d+):(\\d+):(\\d+(?:\\.\\d+)?)");

    private static final Pattern ISO = Pattern.compile("P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)W)?(?:(-?\\d+)D)?"
            + "(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?\\d+(?:\\.\\d+)?)S)?)?");
    private static final List<String> UNITS =
            List.of("years", "months", "weeks", "days", "hours", "minutes", "seconds");

    private Interval() {}

    /** {@code 1 month 2 days 00:00:03} to {@code P1M2DT3S}. */
    static String iso(String text) {
        var result = new StringBuilder("P");
        var parts = PART.matcher(text);
        while (parts.find()) {
            result.append(parts.group(1))
                    .append(Character.toUpperCase(parts.group(2).charAt(0)));
        }
        var time = TIME.matcher(text);
        if (time.find()) {
            result.append(isoTime(time.group(1), time.group(2), time.group(3), time.group(4)));
        }
        return result.length() == 1 ? "PT0S" : result.toString();
    }

    private static String isoTime(String sign, String hours, String minutes, String seconds) {
        var result = new StringBuilder();
        appendUnless0(result, sign, new BigDecimal(hours), 'H');
        appendUnless0(result, sign, new BigDecimal(minutes), 'M');
        appendUnless0(result, sign, new BigDecimal(seconds), 'S');
        return result.isEmpty() ? "" : "T" + result;
    }

    private static void appendUnless0(StringBuilder out, String sign, BigDecimal amount, char unit) {
        if (amount.signum() != 0) {
            out.append(sign).append(amount.stripTrailingZeros().toPlainString()).append(unit);
        }
    }

    /** The text that the engine reads as an INTERVAL. */
    static String sql(Duration duration) {
        return duration.toSeconds() + " seconds " + duration.toNanosPart() / 1000 + " microseconds";
    }

    /** ISO 8601, or what the engine reads already, to the text that the engine reads. */
    static String sql(String text) {
        var iso = ISO.matcher(text);
        if (!iso.matches()) {
            return text;
        }
        var result = new StringBuilder();
        for (var i = 1; i <= UNITS.size(); i++) {
            if (iso.group(i) != null) {
                result.append(iso.group(i)).append(' ').append(UNITS.get(i - 1)).append(' ');
            }
        }
        return result.isEmpty() ? "0 seconds" : result.toString().strip();
    }
}
