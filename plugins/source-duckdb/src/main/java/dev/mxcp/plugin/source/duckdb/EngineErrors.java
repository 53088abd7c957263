package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** The engine's messages, without what only the driver's authors can read. */
final class EngineErrors {

    private static final List<String> WRAPPERS = List.of(
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result",
            "Attempting to execute an unsuccessful or closed pending query result",
            "Error: ");
    private static final Pattern EXCERPT = Pattern.compile("\\n\\s*LINE (\\d+): (.*)\\n([ ]*)\\^+[^\\n]*");
    private static final Pattern JAVA_STACK = Pattern.compile("\\n?\\s+at [\\w.$/]+\\([^)]*\\)");

    private EngineErrors() {}

    static SqlException unprepared(SQLException error, BoundText text) {
        return unprepared(error, text, "");
    }

    /** @param before what the engine saw in front of the text */
    static SqlException unprepared(SQLException error, BoundText text, String before) {
        var message = message(error);
        var offset = offset(message, before + text.text());
        return new SqlException(clean(text.restore(message)), text.origin(offset < 0 ? -1 : offset - before.length()));
    }

    static PlatformException failed(SQLException error, DuckDbSql sql) {
        var message = sql.restore(message(error));
        var code = message.startsWith("Out of Memory") ? Code.LIMIT_EXCEEDED : Code.FAILED;
        return new PlatformException(code, clean(message), error);
    }

    static PlatformException failed(SQLException error) {
        return new PlatformException(Code.FAILED, clean(message(error)), error);
    }

    /** True when the message reads as if the engine had to be started anew. */
    static boolean saysFatal(SQLException error) {
        var message = message(error);
        return message.contains("FATAL Error") || message.contains("INTERNAL Error") || message.contains("invalidated");
    }

    static String message(SQLException error) {
        var message = error.getMessage();
        return message == null ? "the database gave no reason" : message;
    }

    /** Without the excerpt, which shows the statement as the engine sees it, and without stacks of user code. */
    static String clean(String message) {
        var result = message;
        for (var wrapper : WRAPPERS) {
            if (result.startsWith(wrapper)) {
                result = result.substring(wrapper.length()).strip();
            }
        }
        result = EXCERPT.matcher(result).replaceAll("");
        result = JAVA_STACK.matcher(result).replaceAll("");
        var advice = result.indexOf("\n\nPossible solutions:");
        return (advice < 0 ? result : result.substring(0, advice)).strip();
    }

    /** Where the caret of the excerpt points to in the engine's text; -1 where there is none, or the line is cut. */
    static int offset(String message, String sql) {
        var excerpt = EXCERPT.matcher(message);
        if (!excerpt.find()) {
            return -1;
        }
        var line = Integer.parseInt(excerpt.group(1));
        var lead = ("LINE " + line + ": ").length();
        var column = excerpt.group(3).length() - lead;
        var shown = excerpt.group(2);
        var start = lineStart(sql, line);
        if (start < 0 || column < 0) {
            return -1;
        }
        if (!shown.startsWith("...")) {
            return Math.min(start + column, sql.length());
        }
        var visible = shown.substring(3, shown.endsWith("...") ? shown.length() - 3 : shown.length());
        var at = visible.isEmpty() ? -1 : sql.indexOf(visible, start);
        return at < 0 ? -1 : Math.min(at + column - 3, sql.length());
    }

    private static int lineStart(String sql, int line) {
        var at = 0;
        for (var i = 1; i < line; i++) {
            at = sql.indexOf('\n', at) + 1;
            if (at == 0) {
                return -1;
            }
        }
        return at;
    }
}
