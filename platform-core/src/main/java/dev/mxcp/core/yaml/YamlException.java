package dev.mxcp.core.yaml;

import dev.mxcp.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A text that is no usable YAML document. */
public final class YamlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    YamlException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    YamlException(Problem problem) {
        this(List.of(problem));
    }

    /** At least one error. */
    public List<Problem> problems() {
        return problems;
    }
}
