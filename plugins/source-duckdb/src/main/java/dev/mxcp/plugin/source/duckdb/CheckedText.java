package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A statement changed so that the engine looks at every name in it without running anything: NULL stands for each
 * parameter, because the engine stops where it cannot tell a parameter's type, and a PIVOT whose columns the data
 * decides gets none, because the engine would run a query to find them.
 *
 * @param starts where a piece of the unchanged text begins in this text, to where it begins there
 */
record CheckedText(String text, boolean hasDynamicPivot, TreeMap<Integer, Integer> starts) {

    private static final Set<String> AFTER_PIVOT_COLUMNS = Set.of("using", "group", "order", "limit", "offset");

    static CheckedText of(String engineText) throws SqlException {
        var sql = SqlText.unchecked(engineText);
        var pivots = new ArrayList<Integer>();
        for (var i = 0; i < sql.size(); i++) {
            if (sql.isWord(i, "pivot")) {
                addDynamic(sql, i, pivots);
            }
        }
        var out = new StringBuilder();
        var starts = new TreeMap<Integer, Integer>();
        starts.put(0, 0);
        var copied = 0;
        for (var i = 0; i < sql.size(); i++) {
            var token = sql.tokens().get(i);
            if (token.kind() == SqlToken.Kind.POSITIONAL) {
                out.append(engineText, copied, token.start()).append("NULL");
                copied = token.end();
                starts.put(out.length(), copied);
            }
            if (pivots.contains(i)) {
                out.append(engineText, copied, token.end()).append(" IN (NULL)");
                copied = token.end();
                starts.put(out.length(), copied);
            }
        }
        out.append(engineText, copied, engineText.length());
        return new CheckedText(out.toString(), !pivots.isEmpty(), starts);
    }

    /** Adds the last tokens of the expressions after ON that name no values. */
    private static void addDynamic(SqlText sql, int pivot, List<Integer> found) {
        var on = next(sql, pivot + 1, Set.of("on"));
        if (!sql.isWord(on, "on")) {
            return;
        }
        var end = next(sql, on + 1, AFTER_PIVOT_COLUMNS);
        var depth = 0;
        var hasValues = false;
        for (var i = on + 1; i < end; i++) {
            depth += sql.isSymbol(i, '(') ? 1 : sql.isSymbol(i, ')') ? -1 : 0;
            hasValues |= depth == 0 && sql.isWord(i, "in");
            var isLast = depth == 0 && (i + 1 == end || sql.isSymbol(i + 1, ','));
            if (isLast && !hasValues) {
                found.add(i);
            }
            hasValues &= !isLast;
        }
    }

    /** The first of these words outside of parentheses, or the end of the query. */
    private static int next(SqlText sql, int from, Set<String> words) {
        var depth = 0;
        for (var i = from; i < sql.size(); i++) {
            if (sql.isSymbol(i, '(')) {
                depth++;
            } else if (sql.isSymbol(i, ')') && --depth < 0) {
                return i;
            } else if (depth == 0 && sql.kind(i) == SqlToken.Kind.WORD && words.contains(sql.name(i))) {
                return i;
            }
        }
        return sql.size();
    }

    /** Where a place of this text stands in the unchanged one; -1 for an unknown place. */
    int origin(int offset) {
        if (offset < 0) {
            return -1;
        }
        var start = starts.floorEntry(offset);
        return start.getValue() + offset - start.getKey();
    }
}
