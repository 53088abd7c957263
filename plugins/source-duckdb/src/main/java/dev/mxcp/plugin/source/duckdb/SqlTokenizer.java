package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.plugin.source.duckdb.SqlToken.Kind;
import dev.mxcp.spi.SqlException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where strings, comments, identifiers, parameters and statements begin and end, as the engine does. It runs
 * before anything is prepared, because the engine executes all but the last of several statements while it prepares.
 */
final class SqlTokenizer {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private SqlTokenizer(String sql) {
        this.sql = sql;
    }

    static List<SqlToken> tokenize(String sql) throws SqlException {
        return new SqlTokenizer(sql).run();
    }

    private List<SqlToken> run() throws SqlException {
        var zero = sql.indexOf('\0');
        if (zero >= 0) {
            throw new SqlException("the statement contains a NUL character: remove it", zero);
        }
        if (sql.startsWith(BYTE_ORDER_MARK)) {
            at = BYTE_ORDER_MARK.length();
        }
        while (at < sql.length()) {
            if (!skipTrivia()) {
                next();
            }
        }
        return tokens;
    }

    /** Skips one space or comment; false where neither stands. */
    private boolean skipTrivia() throws SqlException {
        var c = sql.charAt(at);
        if (isSpace(c)) {
            at++;
            return true;
        }
        if (c == '-' && sql.startsWith("--", at)) {
            while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
                at++;
            }
            return true;
        }
        if (c == '/' && sql.startsWith("/*", at)) {
            skipBlockComment();
            return true;
        }
        return false;
    }

    private void skipBlockComment() throws SqlException {
        var start = at;
        var depth = 0;
        do {
            if (at >= sql.length()) {
                throw new SqlException("the comment is not closed: add '*/'", start);
            } else if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0);
    }

    private void next() throws SqlException {
        var start = at;
        var c = sql.charAt(at);
        if (c == '\'') {
            quoted('\'', false);
            add(Kind.STRING, start);
        } else if (c == '"') {
            quoted('"', false);
            add(Kind.QUOTED, start);
        } else if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
            at++;
            quoted('\'', true);
            add(Kind.STRING, start);
        } else if (isIdentifierStart(c)) {
            skipIdentifier(true);
            add(Kind.WORD, start);
        } else if (isDigit(c)) {
            while (at < sql.length() && (isDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
                at++;
            }
            add(Kind.NUMBER, start);
        } else if (c == '$') {
            dollar();
        } else if (isLookAlike(c)) {
            throw new SqlException(
                    "U+%04X looks like a space, but the database does not always take it for one: write a plain space"
                            .formatted((int) c),
                    at);
        } else {
            at++;
            add(c == ';' ? Kind.SEMICOLON : c == '?' ? Kind.POSITIONAL : Kind.SYMBOL, start);
        }
    }

    private void quoted(char quote, boolean backslashEscapes) throws SqlException {
        var start = at;
        at++;
        while (at < sql.length()) {
            var c = sql.charAt(at);
            if (c == '\\' && backslashEscapes) {
                at += 2;
            } else if (c != quote) {
                at++;
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                at += 2;
            } else {
                at++;
                return;
            }
        }
        throw new SqlException("the quoted text is not closed: add " + quote, start);
    }

    private void dollar() throws SqlException {
        var start = at;
        at++;
        if (at < sql.length() && isDigit(sql.charAt(at))) {
            while (at < sql.length() && isDigit(sql.charAt(at))) {
                at++;
            }
            add(Kind.POSITIONAL, start);
            return;
        }
        if (at < sql.length() && isIdentifierStart(sql.charAt(at))) {
            skipIdentifier(false);
        }
        if (at < sql.length() && sql.charAt(at) == '$') {
            at++;
            dollarQuoted(start, sql.substring(start, at));
        } else if (at > start + 1) {
            add(Kind.PARAMETER, start);
        } else {
            spacedParameter(start);
        }
    }

    private void dollarQuoted(int start, String tag) throws SqlException {
        var close = sql.indexOf(tag, at);
        if (close < 0) {
            throw new SqlException("the text after " + tag + " is not closed: add " + tag, start);
        }
        at = close + tag.length();
        add(Kind.STRING, start);
    }

    private void spacedParameter(int start) throws SqlException {
        while (at < sql.length() && skipTrivia()) {
            // the engine allows space between the dollar and the name
        }
        if (at < sql.length() && sql.charAt(at) == '"') {
            quoted('"', false);
            add(Kind.PARAMETER, start);
        } else if (at < sql.length() && isIdentifierStart(sql.charAt(at))) {
            skipIdentifier(true);
            add(Kind.PARAMETER, start);
        } else {
            throw new SqlException("'$' must be followed by the name of a parameter, such as $name", start);
        }
    }

    private void skipIdentifier(boolean dollars) {
        while (at < sql.length() && isIdentifierPart(sql.charAt(at), dollars)) {
            at++;
        }
    }

    private void add(Kind kind, int start) {
        tokens.add(new SqlToken(kind, start, at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isIdentifierStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80 && !isLookAlike(c);
    }

    private static boolean isIdentifierPart(char c, boolean dollars) {
        return isIdentifierStart(c) || isDigit(c) || dollars && c == '$';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** What the engine takes for a space in most places, but for a part of the name after a dollar. */
    private static boolean isLookAlike(char c) {
        return c == '\u00a0'
                || c >= '\u2000' && c <= '\u200b'
                || c == '\u202f'
                || c == '\u205f'
                || c == '\u2060'
                || c == '\u3000'
                || c == '\ufeff';
    }
}
