package dev.mxcp.cli;

import dev.mxcp.core.local.ProjectOperations;

/** Opens projects with the plugins of the distribution. */
final class OpenProjects implements ProjectAccess {

    @Override
    public ProjectOperations open(ProjectCommand command) {
        throw new CommandFailure("not wired yet");
    }
}
