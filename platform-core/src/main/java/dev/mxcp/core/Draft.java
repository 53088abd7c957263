package dev.mxcp.core;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project;
import java.util.List;

/**
 * A project as its files are on disk, ready to run but not what serves. Close it after the last call.
 *
 * @param problems everything wrong or odd, in order
 * @param end lets go of what was made for it alone
 */
public record Draft(Project project, Generation generation, List<Problem> problems, Runnable end)
        implements AutoCloseable {

    public Draft {
        problems = List.copyOf(problems);
    }

    @Override
    public void close() {
        end.run();
    }
}
