package dev.mxcp.plugin.source.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads the engine's names of types. */
final class TypeName {

    private static final int MAX_KNOWN = 10_000;
    private static final ConcurrentMap<String, ColumnType> KNOWN = new ConcurrentHashMap<>();

    private final String text;
    private int at;

    private TypeName(String text) {
        this.text = text;
    }

    static ColumnType parse(String name) {
        var known = KNOWN.get(name);
        if (known == null) {
            known = new TypeName(name).type();
            if (KNOWN.size() < MAX_KNOWN) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }

    private ColumnType type() {
        var type = base();
        while (at < text.length() && text.charAt(at) == '[') {
            at = text.indexOf(']', at) + 1;
            type = new ColumnType.ListOf(type);
            if (at == 0) {
                at = text.length();
            }
        }
        return type;
    }

    private ColumnType base() {
        skipSpaces();
        var word = word();
        return switch (word) {
            case "STRUCT" -> fields(true);
            case "TUPLE" -> fields(false);
            case "MAP" -> map();
            default -> {
                if (at < text.length() && text.charAt(at) == '(') {
                    skipParentheses();
                }
                yield new ColumnType.Scalar(word);
            }
        };
    }

    /** Everything up to a bracket, comma or the end; types such as TIMESTAMP WITH TIME ZONE have several words. */
    private String word() {
        var start = at;
        while (at < text.length() && "([,)".indexOf(text.charAt(at)) < 0) {
            if (text.charAt(at) == '"') {
                quoted();
            } else {
                at++;
            }
        }
        return text.substring(start, at).trim().toUpperCase(Locale.ROOT);
    }

    private ColumnType map() {
        at++;
        var key = type();
        skipComma();
        var value = type();
        at++;
        return new ColumnType.MapOf(key, value);
    }

    private ColumnType fields(boolean named) {
        var names = new ArrayList<String>();
        var types = new ArrayList<ColumnType>();
        at++;
        while (at < text.length() && text.charAt(at) != ')') {
            skipSpaces();
            names.add(named && isNamed() ? fieldName() : "");
            types.add(type());
            skipComma();
        }
        at++;
        return new ColumnType.StructOf(List.copyOf(names), List.copyOf(types));
    }

    /** The older engine prints the fields of unnamed structs without names. */
    private boolean isNamed() {
        if (text.charAt(at) == '"') {
            return true;
        }
        var end = at;
        while (end < text.length() && "([,) ".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        var isTimeZoned = text.startsWith("TIMESTAMP WITH TIME ZONE", at) || text.startsWith("TIME WITH TIME ZONE", at);
        return end < text.length() && text.charAt(end) == ' ' && !isTimeZoned;
    }

    private String fieldName() {
        var start = at;
        if (text.charAt(at) == '"') {
            quoted();
            return text.substring(start + 1, at - 1).replace("\"\"", "\"");
        }
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        return text.substring(start, at);
    }

    private void quoted() {
        at++;
        while (at < text.length()) {
            if (text.charAt(at) != '"') {
                at++;
            } else if (text.startsWith("\"\"", at)) {
                at += 2;
            } else {
                at++;
                return;
            }
        }
    }

    private void skipParentheses() {
        var depth = 0;
        var inText = false;
        do {
            var c = text.charAt(at++);
            if (c == '\'') {
                inText = !inText;
            } else if (!inText && c == '(') {
                depth++;
            } else if (!inText && c == ')') {
                depth--;
            }
        } while (depth > 0 && at < text.length());
    }

    private void skipComma() {
        skipSpaces();
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
        }
        skipSpaces();
    }

    private void skipSpaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
