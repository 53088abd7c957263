package dev.mxcp.plugin.lang.jinja;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a value as Python's {@code str} has it; nothing for null, as an absent value renders in Jinja. */
final class PythonText {

    private PythonText() {}

    static String of(@Nullable Object value) {
        return value == null ? "" : text(value);
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag ? "True" : "False";
            case Double number -> number(number);
            case BigDecimal number -> number.toPlainString();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Map.Entry<?, ?> entry -> "(" + quoted(entry.getKey()) + ", " + quoted(entry.getValue()) + ")";
            case Collection<?> items ->
                items.stream().map(PythonText::quoted).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    /** Python's {@code repr}: strings in quotes. */
    private static String quoted(@Nullable Object value) {
        return switch (value) {
            case null -> "None";
            case String text -> quote(text);
            default -> text(value);
        };
    }

    private static String quote(String text) {
        var escaped = text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return text.contains("'") && !text.contains("\"")
                ? '"' + escaped + '"'
                : '\'' + escaped.replace("'", "\\'") + '\'';
    }

    private static String number(double number) {
        double size = Math.abs(number);
        var text = Double.toString(number);
        if (Double.isFinite(number) && (size == 0 || size >= 1e-4 && size < 1e16)) {
            return new BigDecimal(text).toPlainString();
        }
        int e = text.indexOf('E');
        if (e < 0) {
            return text;
        }
        int exponent = Integer.parseInt(text.substring(e + 1));
        var mantissa = text.substring(0, e).replaceAll("\\.0$", "");
        return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
