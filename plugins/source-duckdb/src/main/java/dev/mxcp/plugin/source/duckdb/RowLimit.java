package dev.mxcp.plugin.source.duckdb;

import java.sql.SQLException;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/** How the engine is told to stop after so many rows, which saves it from collecting rows that nobody reads. */
enum RowLimit {

    /** The statement cannot be limited; whoever reads its rows stops by himself. */
    NONE,

    /** At the end of the statement. The engine plans a statement anew for every run, and another query around it shows. */
    AT_END,

    /** In a query around the statement, which may have a limit of its own. */
    AROUND;

    private static final String AROUND_START = "SELECT * FROM (\n";

    private static final Set<String> QUERY_STARTS = Set.of("select", "from", "with", "values");
    private static final Set<String> LIMITING = Set.of("limit", "offset", "fetch");

    /** The way for a query that passed {@link SelectTree}. */
    static RowLimit of(DuckDBConnection connection, BoundText text) {
        if (!AROUND.isPreparable(connection, text)) {
            return NONE;
        }
        return takesLimitAtEnd(text.statement()) && AT_END.isPreparable(connection, text) ? AT_END : AROUND;
    }

    /** In doubt false: a limit that belongs to a part of the statement only would let more rows through, or fewer. */
    private static boolean takesLimitAtEnd(SqlText sql) {
        if (!isAnyOf(sql, 0, QUERY_STARTS)) {
            return false;
        }
        var depth = 0;
        for (var i = 0; i < sql.size(); i++) {
            depth += sql.isSymbol(i, '(') ? 1 : sql.isSymbol(i, ')') ? -1 : 0;
            if (depth == 0 && isAnyOf(sql, i, LIMITING)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAnyOf(SqlText sql, int index, Set<String> words) {
        return sql.kind(index) == SqlToken.Kind.WORD && words.contains(sql.name(index));
    }

    private boolean isPreparable(DuckDBConnection connection, BoundText text) {
        try (var ignored = connection.prepareStatement(apply(text, 1))) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** What the engine runs. */
    String apply(BoundText text, long rows) {
        return switch (this) {
            case NONE -> text.text();
            case AT_END -> text.text() + "\nLIMIT " + rows;
            case AROUND -> start() + text.text() + "\n) LIMIT " + rows;
        };
    }

    /** What the engine sees before the statement. */
    String start() {
        return this == AROUND ? AROUND_START : "";
    }
}
