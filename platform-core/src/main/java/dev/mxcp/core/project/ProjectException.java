package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** There is no project to work with: no site file, or a configuration that cannot be used. */
public final class ProjectException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ProjectException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one error. */
    public List<Problem> problems() {
        return problems;
    }
}
