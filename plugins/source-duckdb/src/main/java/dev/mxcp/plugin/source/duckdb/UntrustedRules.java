package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.SqlException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parse layer: decides by the engine's own parse tree whether somebody else's statement may be prepared. It knows
 * what is allowed; a node, function or relation that it does not know is refused.
 */
final class UntrustedRules {

    private static final Set<String> EXPRESSIONS = Set.of(
            "BETWEEN",
            "CASE",
            "CAST",
            "COLLATE",
            "COLUMN_REF",
            "COMPARISON",
            "CONJUNCTION",
            "CONSTANT",
            "FUNCTION",
            "LAMBDA",
            "LAMBDA_REF",
            "OPERATOR",
            "PARAMETER",
            "POSITIONAL_REFERENCE",
            "STAR",
            "SUBQUERY",
            "TYPE",
            "WINDOW");

    /** Query nodes, table references and modifiers. */
    private static final Set<String> NODES = Set.of(
            "SELECT_NODE",
            "SET_OPERATION_NODE",
            "RECURSIVE_CTE_NODE",
            "CTE_NODE",
            "BASE_TABLE",
            "EMPTY",
            "EMPTY_FROM",
            "EXPRESSION_LIST",
            "JOIN",
            "PIVOT",
            "SHOW_REF",
            "SUBQUERY",
            "TABLE_FUNCTION",
            "DISTINCT_MODIFIER",
            "LIMIT_MODIFIER",
            "LIMIT_PERCENT_MODIFIER",
            "ORDER_MODIFIER",
            "ORDER_DEFAULT",
            "ASCENDING",
            "DESCENDING");

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern TYPE_INFO = Pattern.compile("[A-Z]+(_[A-Z]+)*_TYPE_INFO");

    private final UntrustedCatalog catalog;
    private final Set<String> ownNames;

    private UntrustedRules(UntrustedCatalog catalog, Set<String> ownNames) {
        this.catalog = catalog;
        this.ownNames = ownNames;
    }

    /** @throws SqlException that says which part of the statement is refused */
    static void check(@Nullable SelectTree tree, UntrustedCatalog catalog) throws SqlException {
        if (tree == null) {
            throw new SqlException("only a SELECT is allowed here: nothing that changes data or settings", -1);
        }
        if (!(tree.root().get("node") instanceof Map<?, ?> node)) {
            throw new SqlException("the statement cannot be checked", -1);
        }
        new UntrustedRules(catalog, tree.ownNames()).visit(node);
    }

    private void visit(@Nullable Object node) throws SqlException {
        switch (node) {
            case Map<?, ?> map -> {
                check(map);
                for (var child : map.entrySet()) {
                    // the function of a table function is checked with it
                    if (!("TABLE_FUNCTION".equals(map.get("type")) && "function".equals(child.getKey()))) {
                        visit(child.getValue());
                    }
                }
            }
            case List<?> list -> {
                for (var child : list) {
                    visit(child);
                }
            }
            case null, default -> {}
        }
    }

    private void check(Map<?, ?> node) throws SqlException {
        if (node.get("class") instanceof String expression) {
            expression(expression, node);
        } else if (node.get("type") instanceof String type) {
            node(type, node);
        }
    }

    private void expression(String kind, Map<?, ?> node) throws SqlException {
        if (!EXPRESSIONS.contains(kind)) {
            throw refused(kind.toLowerCase(Locale.ROOT) + " expressions are not allowed here");
        }
        if (node.get("function_name") instanceof String name) {
            function(name, node, HarmlessFunctions.isValue(name));
            if (SizedFunctions.mayBeLarge(node)) {
                throw refused("the function " + name + " may be given no size over " + SizedFunctions.MAX_SIZE
                        + " here, and none that is calculated from constants");
            }
        }
        if (kind.equals("LAMBDA") && SizedFunctions.areCalledIn(node)) {
            throw refused("functions that make a result of a given size, such as repeat and range, are not allowed "
                    + "inside of a lambda here");
        }
    }

    private void node(String type, Map<?, ?> node) throws SqlException {
        if (!NODES.contains(type) && !TYPE_INFO.matcher(type).matches()) {
            throw refused(type.toLowerCase(Locale.ROOT).replace('_', ' ') + " is not allowed here");
        }
        switch (type) {
            case "BASE_TABLE" -> relation(node);
            case "TABLE_FUNCTION" -> tableFunction(node);
            case "SHOW_REF" -> {
                if (!(node.get("query") instanceof Map<?, ?>)) {
                    throw refused("SHOW is not allowed here: name the table, as in DESCRIBE name");
                }
            }
            default -> {}
        }
    }

    private void tableFunction(Map<?, ?> node) throws SqlException {
        if (!(node.get("function") instanceof Map<?, ?> call) || !(call.get("function_name") instanceof String name)) {
            throw refused("this table function is not allowed here");
        }
        function(name, call, HarmlessFunctions.isTable(name));
        for (var child : call.values()) {
            visit(child);
        }
    }

    private void function(String name, Map<?, ?> node, boolean harmless) throws SqlException {
        // a method call on a column, such as name.upper(), looks like a call of a schema's function
        var schema = text(node, "schema");
        var allowed = catalog.definesMacro(schema, name) ? catalog.allowsMacro(schema, name) : harmless;
        if (!allowed) {
            throw refused("the function " + name + " is not allowed here");
        }
    }

    private void relation(Map<?, ?> node) throws SqlException {
        var name = text(node, "table_name");
        var schema = text(node, "schema_name");
        var database = text(node, "catalog_name");
        if (node.get("at_clause") != null) {
            throw refused("AT is not allowed here");
        }
        if (database.isEmpty() && catalog.allowsRelation(schema, name)) {
            return;
        }
        var own = database.isEmpty() && schema.isEmpty() && ownNames.contains(name.toLowerCase(Locale.ROOT));
        if (!own || !PLAIN_NAME.matcher(name).matches() || catalog.knowsRelation(name)) {
            throw refused("the relation " + (schema.isEmpty() ? "" : schema + ".") + name
                    + " does not exist or is not allowed here");
        }
    }

    private static String text(Map<?, ?> node, String key) {
        return node.get(key) instanceof String text ? text : "";
    }

    private static SqlException refused(String message) {
        return new SqlException(message, -1);
    }
}
