package dev.mxcp.core.plugin;

import dev.mxcp.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Plugins that cannot be used. Each problem names the jar, the cause and the remedy; the start stops with them. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    PluginException(List<Problem> problems, List<Throwable> causes) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        causes.forEach(this::addSuppressed);
    }

    PluginException(Problem problem, List<Throwable> causes) {
        this(List.of(problem), causes);
    }

    public List<Problem> problems() {
        return problems;
    }
}
