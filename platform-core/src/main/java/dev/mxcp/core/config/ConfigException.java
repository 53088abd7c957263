package dev.mxcp.core.config;

import dev.mxcp.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Configuration that does not fit, with everything that is wrong in the block. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one error. */
    public List<Problem> problems() {
        return problems;
    }
}
