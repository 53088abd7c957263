package dev.mxcp.plugin.lang.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in an expression, sorted by what they are for. Attributes, keyword arguments and words are none of them. */
record ExpressionNames(List<String> variables, List<String> filters, List<String> tests) {

    private static final Pattern TOKEN = Pattern.compile(
            "(?<text>'(?:[^'\\\\]|\\\\.)*+'|\"(?:[^\"\\\\]|\\\\.)*+\")"
                    + "|(?<number>\\d[\\d_]*+(?:\\.\\d++)?(?:[eE][+-]?\\d++)?)"
                    + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_]*+)"
                    + "|(?<sign>==|!=|<=|>=|\\*\\*|//|[^\\s])",
            Pattern.DOTALL);

    private static final Set<String> WORDS = Set.of(
            "and", "or", "not", "in", "is", "if", "else", "true", "false", "none", "True", "False", "None", "null");

    private record Token(String text, boolean name) {}

    static ExpressionNames in(String expression) {
        var tokens = tokens(expression);
        var names = new ExpressionNames(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).name()) {
                names.sort(tokens, i);
            }
        }
        return names;
    }

    private void sort(List<Token> tokens, int i) {
        var name = tokens.get(i).text();
        var before = text(tokens, i - 1);
        boolean negated = before.equals("not") && text(tokens, i - 2).equals("is");
        if (before.equals("|")) {
            filters.add(name);
        } else if (negated || before.equals("is") && !name.equals("not")) {
            tests.add(name);
        } else if (!before.equals(".") && !WORDS.contains(name) && !isKeywordArgument(tokens, i)) {
            variables.add(name);
        }
    }

    private static boolean isKeywordArgument(List<Token> tokens, int i) {
        var before = text(tokens, i - 1);
        return text(tokens, i + 1).equals("=") && (before.equals("(") || before.equals(","));
    }

    private static List<Token> tokens(String expression) {
        var tokens = new ArrayList<Token>();
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            tokens.add(new Token(matcher.group(), matcher.group("name") != null));
        }
        return tokens;
    }

    private static String text(List<Token> tokens, int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i).text() : "";
    }
}
