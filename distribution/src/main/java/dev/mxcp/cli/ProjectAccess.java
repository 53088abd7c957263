package dev.mxcp.cli;

import dev.mxcp.core.local.ProjectOperations;

/** How commands come by the project around the user's directory. */
@FunctionalInterface
interface ProjectAccess {

    /** @throws CommandFailure when there is no project, or it cannot be opened; the message says why */
    ProjectOperations open(ProjectCommand command);
}
