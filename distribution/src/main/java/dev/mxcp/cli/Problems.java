package dev.mxcp.cli;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.ProjectException;
import java.util.List;
import java.util.stream.Collectors;

/** Problems of a project as the end of a command. */
final class Problems {

    private Problems() {}

    static CommandFailure failure(ProjectException e) {
        return new CommandFailure(text(e.problems()), e);
    }

    /** One problem stands alone; several get a line each. */
    static String text(List<Problem> problems) {
        return text("the project has problems:", problems);
    }

    /** The heading stands before several problems only. */
    static String text(String heading, List<Problem> problems) {
        var lines = problems.stream().map(Problem::toString).toList();
        return lines.size() == 1
                ? lines.getFirst()
                : lines.stream().map(line -> "\n  " + line).collect(Collectors.joining("", heading, ""));
    }
}
