package dev.mxcp.core.type;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.spi.DataSource.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares the columns a statement will answer with the {@code return} type that is declared for it. What it finds are
 * warnings: a statement that answers no rows, or only NULLs, still passes.
 */
public final class ColumnComparison {

    private final List<Problem> problems = new ArrayList<>();
    private final List<Column> columns;

    private ColumnComparison(List<Column> columns) {
        this.columns = columns;
    }

    public static List<Problem> compare(List<Column> columns, TypeDefinition returns) {
        if (columns.isEmpty()) {
            return List.of();
        }
        var comparison = new ColumnComparison(columns);
        switch (returns.base()) {
            case ARRAY -> comparison.rows(returns);
            case OBJECT -> comparison.row(returns);
            case STRING, NUMBER, INTEGER, BOOLEAN -> comparison.single(returns);
        }
        return List.copyOf(comparison.problems);
    }

    private void rows(TypeDefinition returns) {
        var items = returns.items();
        if (items == null) {
            return;
        }
        if (items.base() == Base.OBJECT) {
            row(items);
        } else {
            warn(
                    items,
                    "the statement answers rows, which are objects, but items are declared as " + name(items),
                    "declare items with 'type: object', or select one list");
        }
    }

    private void row(TypeDefinition object) {
        Map<String, Column> byName = columns.stream()
                .collect(Collectors.toMap(Column::name, column -> column, (first, _) -> first, LinkedHashMap::new));
        for (var name : object.required()) {
            if (!byName.containsKey(name)) {
                warn(
                        object,
                        "the statement answers no column '%s', which is required".formatted(name),
                        "the columns are " + String.join(", ", byName.keySet()));
            }
        }
        byName.forEach((name, column) -> {
            var property = object.properties().get(name);
            if (property != null) {
                fit(column, property);
            } else if (!object.additionalProperties()) {
                warn(
                        object,
                        "the statement answers the column '%s', which is not among the properties".formatted(name),
                        "declare it, do not select it, or allow additionalProperties");
            }
        });
    }

    private void single(TypeDefinition scalar) {
        if (columns.size() == 1) {
            fit(columns.getFirst(), scalar);
        } else {
            warn(
                    scalar,
                    "the statement answers %d columns, but a single %s is declared"
                            .formatted(columns.size(), name(scalar)),
                    "select one column, or declare 'type: object'");
        }
    }

    private void fit(Column column, TypeDefinition type) {
        if (!ColumnFamily.of(column.type()).canBe(type.base())) {
            warn(
                    type,
                    "the column '%s' is %s, which can never be %s".formatted(column.name(), column.type(), name(type)),
                    "cast the column, or declare another type");
        }
    }

    private static String name(TypeDefinition type) {
        return type.base().name().toLowerCase(Locale.ROOT);
    }

    private void warn(TypeDefinition type, String message, String remedy) {
        problems.add(Problem.warning(type.where(), message, remedy));
    }
}
