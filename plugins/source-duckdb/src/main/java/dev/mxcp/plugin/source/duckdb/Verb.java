package dev.mxcp.plugin.source.duckdb;

import java.util.Locale;
import java.util.Set;

/** What a statement's words say it does, before the engine has looked at it. */
record Verb(String word) {

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "merge");
    private static final Set<String> MAIN_VERBS =
            Set.of("select", "from", "values", "table", "insert", "update", "delete", "merge", "pivot", "unpivot");

    /** The engine turns these into several statements, and runs all but the last while it prepares. */
    private static final Set<String> UNPREPARABLE = Set.of(
            "pragma",
            "import",
            "export",
            "call",
            "explain",
            "pivot",
            "unpivot",
            "execute",
            "prepare",
            "deallocate",
            "attach",
            "detach",
            "install",
            "load",
            "use",
            "set",
            "reset",
            "checkpoint",
            "force",
            "vacuum",
            "analyze");

    private static final Set<String> TRANSACTION = Set.of("begin", "start", "commit", "end", "rollback", "abort");

    /** The engine wants these outside of a transaction that has changed something. */
    private static final Set<String> OUTSIDE_OF_TRANSACTION =
            Set.of("checkpoint", "force", "vacuum", "attach", "detach", "install", "load", "update_extensions");

    static Verb of(SqlText sql) {
        var first = firstWord(sql);
        return new Verb(first.equals("with") ? afterWith(sql) : first);
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

    boolean isPreparable() {
        return !UNPREPARABLE.contains(word);
    }

    boolean isTransactionControl() {
        return TRANSACTION.contains(word);
    }

    boolean runsOutsideOfTransaction() {
        return OUTSIDE_OF_TRANSACTION.contains(word);
    }
}
