package dev.mxcp.plugin.lang.jinja;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.hubspot.jinjava.interpret.InterpretException;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.AdvancedFilter;
import com.hubspot.jinjava.lib.filter.Filter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters that jinjava lacks, or has with other results than Jinja2. */
final class PythonFilters {

    /** A double never needs more, before or behind the point. */
    private static final int MAX_DIGITS = 1_100;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private PythonFilters() {}

    static List<Filter> all() {
        return List.of(
                filter("tojson", PythonFilters::toJson),
                filter("round", PythonFilters::round),
                filter("truncate", PythonFilters::truncate),
                filter("max", (value, arguments) -> extreme(value, Comparator.naturalOrder())),
                filter("min", (value, arguments) -> extreme(value, Comparator.reverseOrder())),
                filter("items", (value, arguments) -> PythonMethods.call(value, "items", new Object[0])));
    }

    @FunctionalInterface
    private interface Body {
        @Nullable
        Object apply(@Nullable Object value, Arguments arguments);
    }

    private record Arguments(@Nullable Object[] positional, Map<String, Object> named) {

        @Nullable
        Object get(int index, String name) {
            return index < positional.length ? positional[index] : named.get(name);
        }

        int number(int index, String name, int fallback) {
            return get(index, name) instanceof Number number ? number.intValue() : fallback;
        }
    }

    private static Filter filter(String name, Body body) {
        return new AdvancedFilter() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public @Nullable Object filter(
                    @Nullable Object value,
                    JinjavaInterpreter interpreter,
                    Object[] arguments,
                    Map<String, Object> named) {
                return body.apply(value, new Arguments(arguments, named));
            }
        };
    }

    private static Object toJson(@Nullable Object value, Arguments arguments) {
        try {
            int indent = arguments.number(0, "indent", 0);
            var text =
                    JSON.writer(indent > 0 ? indented(indent) : new OneLine()).writeValueAsString(value);
            return text.replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("'", "\\u0027");
        } catch (JsonProcessingException e) {
            throw new InterpretException("the value has no JSON form");
        }
    }

    private static DefaultPrettyPrinter indented(int indent) {
        var indenter = new DefaultIndenter(" ".repeat(Math.min(indent, 16)), "\n");
        var printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return printer;
    }

    /** {@code {"a": 1, "b": [1, 2]}} */
    private static final class OneLine extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            generator.writeRaw(", ");
        }
    }

    /** Python rounds half to even, and the result stays a floating-point number. */
    private static Object round(@Nullable Object value, Arguments arguments) {
        var number = number(value);
        var mode = switch (String.valueOf(arguments.get(1, "method"))) {
            case "ceil" -> RoundingMode.CEILING;
            case "floor" -> RoundingMode.FLOOR;
            default -> RoundingMode.HALF_EVEN;
        };
        int precision = Math.clamp(arguments.number(0, "precision", 0), -MAX_DIGITS, MAX_DIGITS);
        return number.setScale(precision, mode).doubleValue();
    }

    /** Bounded, because few characters of text name numbers with a billion digits. */
    private static BigDecimal number(@Nullable Object value) {
        var text = String.valueOf(value);
        if (text.length() > MAX_DIGITS) {
            throw tooLong();
        }
        try {
            var number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) > MAX_DIGITS) {
                throw tooLong();
            }
            return number;
        } catch (NumberFormatException e) {
            throw new InterpretException("expected a number");
        }
    }

    private static InterpretException tooLong() {
        return new InterpretException("expected a number of at most %d digits".formatted(MAX_DIGITS));
    }

    private static Object truncate(@Nullable Object value, Arguments arguments) {
        var text = PythonText.of(value);
        int length = arguments.number(0, "length", 255);
        boolean killWords = Boolean.TRUE.equals(arguments.get(1, "killwords"));
        var end = arguments.get(2, "end") instanceof String given ? given : "...";
        int leeway = arguments.number(3, "leeway", 5);
        if (text.length() <= length + leeway) {
            return text;
        }
        var cut = text.substring(0, Math.max(0, length - end.length()));
        int space = cut.lastIndexOf(' ');
        return (killWords || space < 0 ? cut : cut.substring(0, space)) + end;
    }

    private static @Nullable Object extreme(@Nullable Object value, Comparator<BigDecimal> order) {
        if (!(value instanceof Collection<?> items)) {
            throw new InterpretException("expected a list");
        }
        var texts = new ArrayList<String>();
        Object best = null;
        for (Object item : items) {
            if (item instanceof String text) {
                texts.add(text);
            } else if (item instanceof Number && (best == null || order.compare(number(item), number(best)) > 0)) {
                best = item;
            }
        }
        if (best != null || texts.isEmpty()) {
            return best;
        }
        boolean largest = order.compare(BigDecimal.ONE, BigDecimal.ZERO) > 0;
        return largest
                ? texts.stream().max(Comparator.naturalOrder()).get()
                : texts.stream().min(Comparator.naturalOrder()).get();
    }
}
