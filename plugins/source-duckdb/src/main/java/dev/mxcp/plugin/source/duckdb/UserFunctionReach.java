package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.SqlException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds every view, macro and table default that calls a user function or a function of a plugin, directly or
 * through others. Names are compared
 * without their schema: one too many costs time, one too few would show a user the values of another.
 */
final class UserFunctionReach {

    private static final String DEFINITIONS = """
            SELECT view_name, sql FROM duckdb_views() WHERE NOT internal
            UNION ALL
            SELECT function_name, macro_definition FROM duckdb_functions()
            WHERE function_type IN ('macro', 'table_macro') AND NOT internal
            UNION ALL
            SELECT table_name, column_default FROM duckdb_columns() WHERE NOT internal AND column_default IS NOT NULL
            """;

    /** They run SQL that is given as text. */
    private static final Set<String> DYNAMIC = Set.of("query", "query_table");

    private UserFunctionReach() {}

    private record Definition(String name, Set<String> words) {}

    /** Lower-case names; a statement that contains none of them reaches no user function. */
    static Set<String> read(Lane lane, FunctionSet functions) throws SQLException {
        var definitions = new ArrayList<Definition>();
        try (var statement = lane.connection().createStatement();
                var rows = statement.executeQuery(DEFINITIONS)) {
            while (rows.next()) {
                var name = rows.getString(1).toLowerCase(Locale.ROOT);
                definitions.add(new Definition(name, words(rows.getString(2))));
            }
        }
        return closure(definitions, functions);
    }

    private static Set<String> closure(List<Definition> definitions, FunctionSet functions) {
        var reached = new HashSet<>(functions.names());
        for (var function : UserFunction.values()) {
            reached.add(function.sqlName());
        }
        reached.addAll(DYNAMIC);
        var grew = true;
        while (grew) {
            grew = false;
            for (var definition : definitions) {
                if (!reached.contains(definition.name())
                        && definition.words().stream().anyMatch(reached::contains)) {
                    grew |= reached.add(definition.name());
                }
            }
        }
        return Set.copyOf(reached);
    }

    private static Set<String> words(String definition) {
        try {
            return Catalog.mentions(SqlText.unchecked(definition));
        } catch (SqlException e) {
            // what cannot be read counts as a call
            return Set.of(UserFunction.GET_USERNAME.sqlName());
        }
    }
}
