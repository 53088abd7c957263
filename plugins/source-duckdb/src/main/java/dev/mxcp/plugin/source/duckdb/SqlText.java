package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.plugin.source.duckdb.SqlToken.Kind;
import dev.mxcp.spi.SqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Exactly one statement.
 *
 * @param source the text it was written in
 * @param tokens of the statement, without semicolons; at least one
 */
record SqlText(String source, List<SqlToken> tokens) {

    /** @throws SqlException when the text holds no statement or several */
    static SqlText parse(String sql) throws SqlException {
        var statement = new ArrayList<SqlToken>();
        var ended = false;
        for (var token : SqlTokenizer.tokenize(sql)) {
            if (token.kind() == Kind.SEMICOLON) {
                ended = !statement.isEmpty();
            } else if (ended) {
                throw new SqlException(
                        "there is more than one statement: keep one, and remove everything after its ';'",
                        token.start());
            } else {
                statement.add(token);
            }
        }
        if (statement.isEmpty()) {
            throw new SqlException("there is no statement: write one, such as SELECT 1", 0);
        }
        return new SqlText(sql, List.copyOf(statement));
    }

    /** The statements of a script, each without its semicolon and the comments around it. */
    static List<String> split(String script) throws SqlException {
        var statements = new ArrayList<String>();
        var start = -1;
        var end = 0;
        for (var token : SqlTokenizer.tokenize(script)) {
            if (token.kind() != Kind.SEMICOLON) {
                start = start < 0 ? token.start() : start;
                end = token.end();
            } else if (start >= 0) {
                statements.add(script.substring(start, end));
                start = -1;
            }
        }
        if (start >= 0) {
            statements.add(script.substring(start, end));
        }
        return List.copyOf(statements);
    }

    /** For text that was checked before, or that something else will check. */
    static SqlText unchecked(String sql) throws SqlException {
        return new SqlText(sql, SqlTokenizer.tokenize(sql));
    }

    int size() {
        return tokens.size();
    }

    /** The statement without the comments and semicolons around it. */
    String text() {
        return source.substring(start(), tokens.getLast().end());
    }

    int start() {
        return tokens.getFirst().start();
    }

    Kind kind(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index).kind() : Kind.SEMICOLON;
    }

    String raw(int index) {
        var token = tokens.get(index);
        return source.substring(token.start(), token.end());
    }

    /** True when the token is this word, in any letter case. */
    boolean isWord(int index, String word) {
        return kind(index) == Kind.WORD && raw(index).equalsIgnoreCase(word);
    }

    boolean isSymbol(int index, char symbol) {
        return kind(index) == Kind.SYMBOL && source.charAt(tokens.get(index).start()) == symbol;
    }

    /** A plain or quoted identifier or the name of a parameter, as the engine compares it: in lower case. */
    String name(int index) {
        return identifier(index).toLowerCase(Locale.ROOT);
    }

    /** A plain or quoted identifier or the name of a parameter, as it is written. */
    String identifier(int index) {
        var text = raw(index);
        if (kind(index) == Kind.PARAMETER) {
            text = text.substring(nameOfParameter(text));
        }
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    private static int nameOfParameter(String text) {
        var at = text.indexOf('"');
        if (at > 0 && text.endsWith("\"")) {
            return at;
        }
        at = text.length();
        while (at > 1 && isNameCharacter(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static boolean isNameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
    }

    /** The index of the parenthesis that closes the one at {@code open}, or -1. */
    int closing(int open) {
        var depth = 0;
        for (var i = open; i < size(); i++) {
            if (isSymbol(i, '(')) {
                depth++;
            } else if (isSymbol(i, ')') && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
