package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a result to a person: a table where it is one, JSON or plain text otherwise. */
record ResultText(Console console) {

    void print(@Nullable Object value) {
        var out = console.out();
        switch (value) {
            case List<?> rows when !rows.isEmpty() -> printRows(rows);
            case Map<?, ?> map -> out.println(Json.pretty(map));
            case List<?> empty -> out.println(Json.pretty(empty));
            case null -> out.println(console.heading("📋", "Result: null"));
            default -> out.println(console.heading("📋", "Result: ") + value);
        }
    }

    private void printRows(List<?> rows) {
        var out = console.out();
        out.println(console.heading(
                "📊", "Results (%d %s):".formatted(rows.size(), rows.size() == 1 ? "row" : "rows")));
        var table = Table.of(rows);
        if (table == null) {
            out.println("The rows differ in their columns, so each is shown by itself:");
            rows.stream().limit(Table.MAX_ROWS).forEach(row -> out.println("- " + Json.write(row)));
        } else {
            table.lines(console.width()).forEach(out::println);
        }
        if (rows.size() > Table.MAX_ROWS) {
            out.println("... and %d more; --json-output shows them all".formatted(rows.size() - Table.MAX_ROWS));
        }
    }

    void printParameters(Map<String, @Nullable Object> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        console.out().println(console.faint("Parameters:"));
        parameters.forEach((name, value) -> console.out()
                .println("  %s = %s"
                        .formatted(name, Table.cut(value instanceof String text ? text : Json.write(value), 50))));
    }
}
