package dev.mxcp.core.yaml;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** What the YAML parser complains about, in words that help. */
final class SyntaxProblems {

    private SyntaxProblems() {}

    static Problem of(String file, MarkedYAMLException e) {
        var problem = String.valueOf(e.getProblem());
        var where = location(file, e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark());
        if (problem.contains("'\\t(TAB)'")) {
            return Problem.error(where, "a tab cannot be used for indentation", "indent with spaces");
        }
        if (problem.contains("found another document")) {
            return Problem.error(
                    where, "a file holds one document only, and '---' starts another", "put it into a file of its own");
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return Problem.error(
                    where,
                    "a key and value are not allowed here",
                    "check the indentation, and put text that contains ': ' in quotes");
        }
        if (problem.startsWith("found undefined alias")) {
            return Problem.error(
                    where,
                    problem.replace("found undefined alias", "there is no anchor named"),
                    "define it above with '&'");
        }
        if (problem.contains("found character '%'")
                || problem.contains("found character '@'")
                || problem.contains("found character '`'")) {
            return Problem.error(where, "a value cannot start with this character", "put the value in quotes");
        }
        if (problem.startsWith("expected <block end>")) {
            return Problem.error(
                    where, "the indentation does not fit the lines above", "line it up with its neighbours");
        }
        var context = e.getContext() == null ? "" : " " + e.getContext();
        return Problem.error(where, "not valid YAML: " + problem + context, "");
    }

    static Problem of(String file, String text, ReaderException e) {
        var index = Math.min(e.getPosition(), text.length());
        var before = text.substring(0, index);
        var line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        var column = index - (before.lastIndexOf('\n') + 1) + 1;
        return Problem.error(
                new Location(file, line, column),
                "the character U+%04X is not allowed in YAML".formatted(e.getCodePoint()),
                "remove it, or write it as an escape in double quotes");
    }

    static Problem of(String file, YamlLimits limits, YAMLException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("Nesting Depth exceeded")) {
            return Problem.error(
                    Location.of(file),
                    "lists and mappings are nested deeper than " + limits.depth(),
                    "flatten the document");
        }
        return Problem.error(
                Location.of(file),
                "not valid YAML: " + message.lines().findFirst().orElse(""),
                "");
    }

    private static Location location(String file, @Nullable Mark mark) {
        return mark == null ? Location.of(file) : new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
