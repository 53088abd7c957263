package dev.mxcp.plugin.source.duckdb;

import java.util.Locale;
import java.util.Set;

/** What a statement's words say it does, before the engine has looked at it. */
record Verb(String word, boolean isPreparable) {

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge");
    private static final Set<String> MAIN_VERBS =
            Set.of("select", "from", "values", "table", "insert", "update", "delete", "merge", "pivot", "unpivot");

    /** What they do, or what they refer to, is not known before they run. */
    private static final Set<String> UNPREPARABLE = Set.of("import", "execute", "deallocate");

    /** The engine turns these into several statements, and runs all but the last while it prepares. */
    private static final Set<String> EXPANDED_PRAGMAS = Set.of("import_database", "copy_database");

    private static final Set<String> TRANSACTION = Set.of("begin", "start", "commit", "end", "rollback", "abort");

    /** The engine wants these outside of a transaction that has changed something. */
    private static final Set<String> OUTSIDE_OF_TRANSACTION =
            Set.of("checkpoint", "force", "vacuum", "attach", "detach", "install", "load", "update_extensions");

    static Verb of(SqlText sql) {
        var first = firstWord(sql);
        var word = first.equals("with") ? afterWith(sql) : first;
        return new Verb(word, !UNPREPARABLE.contains(word) && !isExpanded(sql));
    }

    private static boolean isExpanded(SqlText sql) {
        if (sql.isWord(0, "copy")) {
            return sql.isWord(1, "from") && sql.isWord(2, "database");
        }
        return (sql.isWord(0, "pragma") || sql.isWord(0, "call"))
                && sql.size() > 1
                && EXPANDED_PRAGMAS.contains(sql.name(1));
    }

    private static String firstWord(SqlText sql) {
        for (var i = 0; i < sql.size(); i++) {
            if (sql.kind(i) == SqlToken.Kind.WORD) {
                return sql.raw(i).toLowerCase(Locale.ROOT);
            }
            if (!sql.isSymbol(i, '(')) {
                break;
            }
        }
        return "";
    }

    /** The first main verb outside of the parentheses of the common table expressions. */
    private static String afterWith(SqlText sql) {
        var depth = 0;
        for (var i = 0; i < sql.size(); i++) {
            if (sql.isSymbol(i, '(')) {
                depth++;
            } else if (sql.isSymbol(i, ')')) {
                depth--;
            } else if (depth == 0 && sql.kind(i) == SqlToken.Kind.WORD) {
                var word = sql.raw(i).toLowerCase(Locale.ROOT);
                if (MAIN_VERBS.contains(word)) {
                    return word;
                }
            }
        }
        return "with";
    }

    boolean writes() {
        return WRITES.contains(word);
    }

    boolean isTransactionControl() {
        return TRANSACTION.contains(word);
    }

    boolean runsOutsideOfTransaction() {
        return OUTSIDE_OF_TRANSACTION.contains(word);
    }
}
