package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** There is no project to work with: no site file, or a configuration that cannot be used. */
public final class ProjectException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient @Nullable Project rest;

    public ProjectException(List<Problem> problems) {
        this(problems, null);
    }

    /** @param rest see {@link #rest} */
    ProjectException(List<Problem> problems, @Nullable Project rest) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.rest = rest;
    }

    /** At least one error. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * The project with the settings that are right, when those for its database and languages are: to find what else is
     * wrong with it, never to be used. Its problems are those of the exception.
     */
    public Optional<Project> rest() {
        return Optional.ofNullable(rest);
    }
}
