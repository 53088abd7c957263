package dev.mxcp.plugin.lang.jinja;

import com.hubspot.jinjava.el.ExtendedSyntaxBuilder;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.DisabledException;
import com.hubspot.jinjava.tree.ExpressionNode;
import com.hubspot.jinjava.tree.Node;
import com.hubspot.jinjava.tree.TagNode;
import com.hubspot.jinjava.tree.parse.ExpressionToken;
import dev.mxcp.spi.SourceException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import jinjava.de.odysseus.el.tree.TreeBuilderException;
import jinjava.de.odysseus.el.tree.impl.Builder.Feature;

/** Walks a template and finds the variables that neither the endpoint nor the template itself defines. */
final class TemplateVariables {

    private static final Set<String> GLOBALS = Set.of("range", "namespace");
    private static final Pattern FOR = Pattern.compile("(?<names>[^=]+?)\\s+in\\s+(?<items>.+)", Pattern.DOTALL);
    private static final Pattern MACRO = Pattern.compile("(?<name>\\w+)\\s*\\((?<arguments>.*)\\)", Pattern.DOTALL);
    private static final Pattern NAMES = Pattern.compile("[\\s,()]+");

    private final SortedSet<String> undefined = new TreeSet<>();
    private final Context available;

    private TemplateVariables(Context available) {
        this.available = available;
    }

    /** @param available the filters and tests there are */
    static SortedSet<String> undefined(Node root, Set<String> parameters, Context available) throws SourceException {
        var variables = new TemplateVariables(available);
        var known = new HashSet<>(parameters);
        known.addAll(GLOBALS);
        variables.children(root, known);
        return variables.undefined;
    }

    private void children(Node node, Set<String> known) throws SourceException {
        for (var child : node.getChildren()) {
            switch (child) {
                case ExpressionNode expression ->
                    expression(((ExpressionToken) expression.getMaster()).getExpr(), expression, known);
                case TagNode tag -> tag(tag, known);
                default -> children(child, known);
            }
        }
    }

    private void tag(TagNode tag, Set<String> known) throws SourceException {
        var text = tag.getHelpers().strip();
        switch (tag.getName()) {
            case "if", "elif", "do" -> {
                expression(text, tag, known);
                children(tag, known);
            }
            case "else" -> children(tag, known);
            case "for" -> loop(text, tag, known);
            case "set" -> assignment(text, tag, known);
            case "macro" -> macro(text, tag, known);
            case "call" -> {
                expression(text, tag, known);
                children(tag, known);
            }
            case "raw" -> {}
            default ->
                throw new SourceException(
                        "the tag '%s' is not available in prompts".formatted(tag.getName()), tag.getLineNumber(), 0);
        }
    }

    private void loop(String text, TagNode tag, Set<String> known) throws SourceException {
        var parts = FOR.matcher(text);
        if (!parts.matches()) {
            throw new SourceException("expected: for NAME in EXPRESSION", tag.getLineNumber(), 0);
        }
        var header = LoopHeader.of(parts.group("items"));
        expression(header.items(), tag, known);
        var inner = new HashSet<>(known);
        inner.addAll(List.of(NAMES.split(parts.group("names").strip())));
        inner.add("loop");
        if (!header.condition().isEmpty()) {
            expression(header.condition(), tag, inner);
        }
        children(tag, inner);
    }

    /** What is set inside of an {@code if} is known after it as well, as in Jinja. */
    private void assignment(String text, TagNode tag, Set<String> known) throws SourceException {
        int equals = text.indexOf('=');
        if (equals >= 0) {
            expression(text.substring(equals + 1), tag, known);
        }
        children(tag, known);
        var target = (equals < 0 ? text : text.substring(0, equals)).strip();
        for (var name : NAMES.split(target)) {
            int end = Math.max(name.indexOf('.'), name.indexOf('|'));
            if (end < 0) {
                known.add(name);
            } else {
                expression(name.substring(0, end), tag, known);
            }
        }
    }

    private void macro(String text, TagNode tag, Set<String> known) throws SourceException {
        var parts = MACRO.matcher(text);
        if (!parts.matches()) {
            throw new SourceException("expected: macro NAME(ARGUMENTS)", tag.getLineNumber(), 0);
        }
        known.add(parts.group("name"));
        var inner = new HashSet<>(known);
        inner.addAll(Set.of("caller", "varargs", "kwargs"));
        for (var argument : parts.group("arguments").split(",")) {
            inner.add(argument.split("=", 2)[0].strip());
        }
        children(tag, inner);
    }

    private void expression(String expression, Node node, Set<String> known) throws SourceException {
        try {
            new ExtendedSyntaxBuilder(Feature.METHOD_INVOCATIONS).build("#{" + expression.strip() + "}");
        } catch (TreeBuilderException e) {
            throw new SourceException(
                    "cannot understand '%s': %s".formatted(expression.strip(), e.getMessage()),
                    node.getLineNumber(),
                    0);
        }
        var names = ExpressionNames.in(expression);
        names.variables().stream().filter(name -> !known.contains(name)).forEach(undefined::add);
        for (var filter : names.filters()) {
            if (!isFilter(filter)) {
                throw new SourceException("there is no filter '%s'".formatted(filter), node.getLineNumber(), 0);
            }
        }
        for (var test : names.tests()) {
            if (available.getExpTest(test) == null) {
                throw new SourceException("there is no test 'is %s'".formatted(test), node.getLineNumber(), 0);
            }
        }
    }

    private boolean isFilter(String name) {
        try {
            return available.getFilter(name) != null;
        } catch (DisabledException e) {
            return false;
        }
    }
}
