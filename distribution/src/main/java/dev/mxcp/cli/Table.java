package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of text in columns: at most 100 rows, cells cut at 50 characters, and to the terminal's width. */
final class Table {

    static final int MAX_ROWS = 100;
    private static final int MAX_CELL = 50;
    private static final int MIN_CELL = 4;
    private static final String SEPARATOR = " │ ";

    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> columns) {
        this.columns = columns.stream().map(Table::cell).toList();
    }

    /** A table of these values, one row each; null when they do not all have the same keys. */
    static @Nullable Table of(List<?> values) {
        if (values.getFirst() instanceof Map<?, ?> first) {
            var keys = first.keySet();
            if (keys.isEmpty()
                    || !values.stream()
                            .allMatch(v ->
                                    v instanceof Map<?, ?> map && map.keySet().equals(keys))) {
                return null;
            }
            var table = new Table(keys.stream().map(String::valueOf).toList());
            values.stream()
                    .limit(MAX_ROWS)
                    .map(value -> (Map<?, ?>) value)
                    .forEach(row -> table.add(keys.stream().map(row::get).toList()));
            return table;
        }
        if (values.stream().anyMatch(value -> value instanceof Map || value instanceof Collection)) {
            return null;
        }
        var table = new Table(List.of("Value"));
        values.stream().limit(MAX_ROWS).forEach(value -> table.add(Collections.singletonList(value)));
        return table;
    }

    void add(List<? extends @Nullable Object> cells) {
        rows.add(cells.stream().map(Table::cell).toList());
    }

    /** The lines of the table, each at most so wide. */
    List<String> lines(int width) {
        var widths = widths(width);
        var lines = new ArrayList<String>();
        lines.add(line(columns, widths));
        lines.add(String.join("─┼─", widths.stream().map("─"::repeat).toList()));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private List<Integer> widths(int width) {
        var widths = new ArrayList<Integer>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            widths.add(
                    rows.stream().mapToInt(row -> length(row.get(column))).reduce(length(columns.get(i)), Math::max));
        }
        long surplus = widths.stream().mapToLong(Integer::longValue).sum()
                + (long) SEPARATOR.length() * (columns.size() - 1)
                - width;
        for (; surplus > 0; surplus--) {
            int widest = widths.indexOf(widths.stream().max(Integer::compare).orElseThrow());
            if (widths.get(widest) <= MIN_CELL) {
                break;
            }
            widths.set(widest, widths.get(widest) - 1);
        }
        return widths;
    }

    private static String line(List<String> cells, List<Integer> widths) {
        var line = new ArrayList<String>();
        for (int i = 0; i < cells.size(); i++) {
            var text = cut(cells.get(i), widths.get(i));
            line.add(text + " ".repeat(widths.get(i) - length(text)));
        }
        return String.join(SEPARATOR, line).stripTrailing();
    }

    private static String cell(@Nullable Object value) {
        var text = switch (value) {
            case null -> "";
            case Map<?, ?> map -> Json.write(map);
            case Collection<?> items -> Json.write(items);
            default -> value.toString();
        };
        return cut(printable(text), MAX_CELL);
    }

    /** Control characters in data must not steer the terminal or break the line. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    static String cut(String text, int max) {
        return length(text) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
