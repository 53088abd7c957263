package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.SqlException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One reading statement as the engine's parser sees it, from {@code json_serialize_sql}.
 *
 * @param root the tree of the statement, as plain values
 */
record SelectTree(Map<?, ?> root) {

    /**
     * Null for anything but exactly one reading statement.
     *
     * @throws SqlException when the tree is deeper than the parser of the JSON goes
     */
    static @Nullable SelectTree of(String serialized) throws SqlException {
        if (parse(serialized) instanceof Map<?, ?> map
                && Boolean.FALSE.equals(map.get("error"))
                && map.get("statements") instanceof List<?> statements
                && statements.size() == 1
                && statements.getFirst() instanceof Map<?, ?> statement) {
            return new SelectTree(statement);
        }
        return null;
    }

    private static @Nullable Object parse(String serialized) throws SqlException {
        try {
            return Json.parse(serialized);
        } catch (JacksonException e) {
            throw new SqlException(
                    "the statement is nested too deeply: write long chains of operators as a list, as in "
                            + "x IN (1, 2, 3) or list_sum([a, b, c]), and take deep subqueries apart",
                    -1);
        }
    }

    boolean calls(String function) {
        var found = new HashSet<String>();
        visit(root, node -> {
            if ("FUNCTION".equals(node.get("class")) && node.get("function_name") instanceof String name) {
                found.add(name.toLowerCase(Locale.ROOT));
            }
        });
        return found.contains(function);
    }

    /** Tables and views, with their schema where it is written, without the statement's own names. */
    SortedSet<String> relations() {
        var own = ownNames();
        var result = new TreeSet<String>();
        visit(root, node -> {
            if ("BASE_TABLE".equals(node.get("type")) && node.get("table_name") instanceof String table) {
                var schema = String.valueOf(node.get("schema_name"));
                if (!schema.isEmpty()) {
                    result.add(schema + "." + table);
                } else if (!own.contains(table.toLowerCase(Locale.ROOT))) {
                    result.add(table);
                }
            }
        });
        return result;
    }

    /** The names of all tables and views, however they are written, in lower case and without their schema. */
    Set<String> tableNames() {
        var names = new HashSet<String>();
        visit(root, node -> {
            if (node.get("table_name") instanceof String name) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
        });
        return names;
    }

    /** The names of common table expressions, anywhere in the statement. */
    Set<String> ownNames() {
        var names = new HashSet<String>();
        visit(root, node -> {
            if (node.get("cte_map") instanceof Map<?, ?> ctes && ctes.get("map") instanceof List<?> entries) {
                for (var entry : entries) {
                    if (entry instanceof Map<?, ?> cte && cte.get("key") instanceof String name) {
                        names.add(name.toLowerCase(Locale.ROOT));
                    }
                }
            }
        });
        return names;
    }

    static void visit(@Nullable Object node, Consumer<Map<?, ?>> action) {
        switch (node) {
            case Map<?, ?> map -> {
                action.accept(map);
                map.values().forEach(child -> visit(child, action));
            }
            case List<?> list -> list.forEach(child -> visit(child, action));
            case null, default -> {}
        }
    }
}
