package dev.mxcp.core;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project;
import java.util.List;

/**
 * A project as its files are on disk, ready to run but not what serves.
 *
 * @param problems everything wrong or odd, in order
 */
public record Draft(Project project, Generation generation, List<Problem> problems) {

    public Draft {
        problems = List.copyOf(problems);
    }
}
