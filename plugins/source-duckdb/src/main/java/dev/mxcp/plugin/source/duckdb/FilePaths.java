package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.plugin.source.duckdb.SqlToken.Kind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A relative path in SQL means the project's folder. The engine would take the directory that the process happened to be
 * started in, and then refuse the file there.
 *
 * @param folder with a separator at its end; null where paths stay as they are written
 */
record FilePaths(@Nullable String folder) {

    static final FilePaths AS_WRITTEN = new FilePaths(null);

    private static final Set<String> READERS = Set.of(
            "read_csv",
            "read_csv_auto",
            "sniff_csv",
            "read_json",
            "read_json_auto",
            "read_json_objects",
            "read_json_objects_auto",
            "read_ndjson",
            "read_ndjson_auto",
            "read_ndjson_objects",
            "read_parquet",
            "parquet_scan",
            "parquet_schema",
            "parquet_metadata",
            "parquet_file_metadata",
            "parquet_kv_metadata",
            "read_text",
            "read_blob",
            "glob");

    /** Functions whose arguments are separated by FROM. */
    private static final Set<String> WITH_FROM = Set.of("trim", "extract", "substring", "overlay", "position");

    private static final Pattern RELATIVE =
            Pattern.compile("'(?![/\\\\~']|[A-Za-z][A-Za-z0-9+.-]*:).*", Pattern.DOTALL);
    private static final Pattern TABLE =
            Pattern.compile(".*\\.(csv|tsv|json|jsonl|ndjson|parquet)(\\.(gz|zst))?'", Pattern.CASE_INSENSITIVE);
    private static final Pattern GLOB = Pattern.compile("[*?\\[]");

    static FilePaths in(Path folder) {
        var text = folder.toString();
        return GLOB.matcher(text).find() ? AS_WRITTEN : new FilePaths(text + "/");
    }

    /** The same literal with an absolute path, when the token names a file by a relative one. */
    Optional<String> absolute(SqlText sql, int token) {
        if (folder == null || !RELATIVE.matcher(sql.raw(token)).matches() || !namesFile(sql, token)) {
            return Optional.empty();
        }
        return Optional.of("'" + folder.replace("'", "''") + sql.raw(token).substring(1));
    }

    /** Takes the folder out of a message again: it is nobody's business. */
    String restore(String engineText) {
        return folder == null ? engineText : engineText.replace(folder, "");
    }

    private static boolean namesFile(SqlText sql, int token) {
        return isReadersArgument(sql, token) || isTable(sql, token) || isCopied(sql, token) || isAttached(sql, token);
    }

    /** {@code read_csv('x', ...)}, {@code read_csv(['x', 'y'])}, {@code read_csv('x/' || $name)}. */
    private static boolean isReadersArgument(SqlText sql, int token) {
        var next = token + 1;
        if (!sql.isSymbol(next, ',')
                && !sql.isSymbol(next, ')')
                && !sql.isSymbol(next, ']')
                && !sql.isSymbol(next, '|')) {
            return false;
        }
        var open = token - 1;
        while (sql.isSymbol(open, ',') && sql.kind(open - 1) == Kind.STRING) {
            open -= 2;
        }
        if (sql.isSymbol(open, '[')) {
            open--;
        } else if (open != token - 1) {
            return false;
        }
        return sql.isSymbol(open, '(')
                && sql.kind(open - 1) == Kind.WORD
                && READERS.contains(sql.name(open - 1))
                && !sql.isSymbol(open - 2, '.');
    }

    private static boolean isTable(SqlText sql, int token) {
        var isSource = sql.isWord(token - 1, "FROM") || sql.isWord(token - 1, "JOIN");
        return isSource
                && TABLE.matcher(sql.raw(token)).matches()
                && !sql.isWord(token - 2, "DISTINCT")
                && !WITH_FROM.contains(enclosingFunction(sql, token));
    }

    private static String enclosingFunction(SqlText sql, int token) {
        var depth = 0;
        for (var i = token - 1; i > 0; i--) {
            if (sql.isSymbol(i, ')')) {
                depth++;
            } else if (sql.isSymbol(i, '(') && depth-- == 0) {
                return sql.kind(i - 1) == Kind.WORD ? sql.raw(i - 1).toLowerCase(Locale.ROOT) : "";
            }
        }
        return "";
    }

    private static boolean isCopied(SqlText sql, int token) {
        return sql.isWord(0, "COPY")
                && (sql.isWord(token - 1, "TO") || sql.isWord(token - 1, "FROM"))
                && enclosingFunction(sql, token).isEmpty();
    }

    private static boolean isAttached(SqlText sql, int token) {
        return sql.isWord(0, "ATTACH")
                && (token == 1 || sql.isWord(token - 1, "DATABASE") || sql.isWord(token - 1, "EXISTS"));
    }
}
