package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.SqlException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which relations and macros of the database an untrusted statement may use. Names are in lower case. */
final class UntrustedCatalog {

    private static final String RELATIONS = """
            SELECT schema_name, table_name, internal OR database_name <> current_database(), NULL FROM duckdb_tables()
            UNION ALL
            SELECT schema_name, view_name, internal OR database_name <> current_database(), sql FROM duckdb_views()
            """;

    private static final String MACROS = """
            SELECT schema_name, function_name, macro_definition FROM duckdb_functions()
            WHERE function_type IN ('macro', 'table_macro') AND NOT internal AND database_name = current_database()
            """;

    /** Functions that change something whenever a view that calls them is read. */
    private static final Set<String> CHANGING = Set.of("nextval", "setval");

    private static final String MAIN = "main";

    private static final Set<String> KEYWORDS_BEFORE_PARENTHESES = Set.of(
            "select",
            "from",
            "where",
            "and",
            "or",
            "not",
            "in",
            "as",
            "on",
            "using",
            "over",
            "filter",
            "exists",
            "any",
            "all",
            "values",
            "case",
            "when",
            "then",
            "else",
            "by",
            "having",
            "limit",
            "offset",
            "union",
            "except",
            "intersect",
            "distinct",
            "decimal",
            "numeric",
            "varchar",
            "struct",
            "map",
            "cast",
            "try_cast",
            "coalesce",
            "columns",
            "interval",
            "between",
            "like",
            "ilike",
            "is",
            "join",
            "lateral",
            "array",
            "exclude",
            "replace",
            "within",
            "group",
            "order",
            "partition",
            "qualify",
            "return",
            "extract",
            "position",
            "substring",
            "overlay",
            "trim",
            "grouping",
            "rollup",
            "cube",
            "sets",
            "ifnull",
            "try",
            "div",
            "mod");

    /** No function has this name, so what calls it is refused. */
    private static final Set<String> NOT_ALLOWED = Set.of("");

    /** By schema, then name. */
    private final Set<String> allowedRelations = new HashSet<>();

    private final Set<String> otherNames = new HashSet<>();

    /** Names of views and macros to the words of their definitions. */
    private final Map<String, Set<String>> definitions = new HashMap<>();

    private final Map<String, Set<String>> macros = new HashMap<>();

    private UntrustedCatalog() {}

    /** @param allowedSchemas empty for all */
    static UntrustedCatalog read(Lane lane, List<String> allowedSchemas) throws SQLException {
        var allowed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        allowed.addAll(allowedSchemas);
        var catalog = new UntrustedCatalog();
        try (var statement = lane.connection().createStatement()) {
            try (var rows = statement.executeQuery(RELATIONS)) {
                while (rows.next()) {
                    var isAllowed = !rows.getBoolean(3) && (allowed.isEmpty() || allowed.contains(rows.getString(1)));
                    catalog.add(lower(rows.getString(1)), lower(rows.getString(2)), isAllowed);
                    catalog.define(rows.getString(2), rows.getString(4));
                }
            }
            try (var rows = statement.executeQuery(MACROS)) {
                while (rows.next()) {
                    var isAllowed = allowed.isEmpty() || allowed.contains(rows.getString(1));
                    catalog.macros
                            .computeIfAbsent(key(rows.getString(1), rows.getString(2)), key -> new HashSet<>())
                            .addAll(isAllowed ? calls(rows.getString(3)) : NOT_ALLOWED);
                    catalog.define(rows.getString(2), rows.getString(3));
                }
            }
        }
        catalog.refuseChangingViews();
        return catalog;
    }

    private void add(String schema, String name, boolean isAllowed) {
        if (isAllowed) {
            allowedRelations.add(key(schema, name));
        } else {
            otherNames.add(name);
        }
    }

    private void define(String name, @Nullable String definition) {
        if (definition != null) {
            definitions.computeIfAbsent(lower(name), key -> new HashSet<>()).addAll(words(definition));
        }
    }

    private static Set<String> words(String definition) {
        try {
            return Catalog.mentions(SqlText.unchecked(definition));
        } catch (SqlException e) {
            // what cannot be read may change anything
            return CHANGING;
        }
    }

    /** Names are compared without their schema: one view too many is refused rather than one too few. */
    private void refuseChangingViews() {
        var changing = new HashSet<>(CHANGING);
        var grew = true;
        while (grew) {
            grew = false;
            for (var definition : definitions.entrySet()) {
                if (!Collections.disjoint(definition.getValue(), changing)) {
                    grew |= changing.add(definition.getKey());
                }
            }
        }
        for (var relation : List.copyOf(allowedRelations)) {
            var name = relation.substring(relation.indexOf('.') + 1);
            if (definitions.containsKey(name) && changing.contains(name)) {
                allowedRelations.remove(relation);
                otherNames.add(name);
            }
        }
    }

    /** What a macro calls. Its author is trusted, its caller is not, and a macro may hand on what it is given. */
    private static Set<String> calls(String definition) {
        var result = new HashSet<String>();
        try {
            var sql = SqlText.unchecked(definition);
            for (var i = 0; i < sql.size(); i++) {
                var named = sql.kind(i) == SqlToken.Kind.WORD || sql.kind(i) == SqlToken.Kind.QUOTED;
                if (named && sql.isSymbol(i + 1, '(')) {
                    result.add(sql.name(i));
                }
            }
            return result;
        } catch (SqlException e) {
            return NOT_ALLOWED;
        }
    }

    boolean allowsRelation(String schema, String name) {
        return allowedRelations.contains(key(schema.isEmpty() ? MAIN : schema, name));
    }

    /** True for the name of anything that is not allowed, in any schema. */
    boolean knowsRelation(String name) {
        return otherNames.contains(lower(name));
    }

    boolean definesMacro(String schema, String name) {
        return macros.containsKey(key(schema.isEmpty() ? MAIN : schema, name));
    }

    boolean allowsMacro(String schema, String name) {
        return allowsMacro(key(schema.isEmpty() ? MAIN : schema, name), new HashSet<>());
    }

    private boolean allowsMacro(String key, Set<String> seen) {
        var calls = macros.get(key);
        if (calls == null) {
            return false;
        }
        return !seen.add(key)
                || calls.stream()
                        .allMatch(name -> KEYWORDS_BEFORE_PARENTHESES.contains(name)
                                || HarmlessFunctions.isValue(name)
                                || HarmlessFunctions.isTable(name)
                                || allowsMacro(key(MAIN, name), seen));
    }

    private static String key(String schema, String name) {
        return lower(schema) + "." + lower(name);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
