package dev.mxcp.cli;

import dev.mxcp.core.local.ProjectOperations;
import dev.mxcp.core.local.Request;
import dev.mxcp.core.project.ProjectOptions;

/** How commands come by the project around the user's directory. */
@FunctionalInterface
interface ProjectAccess {

    /**
     * @param request what will be asked, so that no more than that is made ready
     * @throws CommandFailure when there is no project, or it cannot be opened; the message says why
     */
    ProjectOperations open(ProjectOptions options, Request request);
}
