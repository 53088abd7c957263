package dev.mxcp.core.local;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.project.Project;

/** Answers from a project's files alone, without its database; so it can only list. */
public final class FileOperations implements ProjectOperations {

    private final Project project;

    public FileOperations(Project project) {
        this.project = project;
    }

    @Override
    public Reply perform(Request request, CallCancellation cancellation) {
        return switch (request) {
            case Request.Listing _ -> Verdicts.of(project, project.problems());
            case Request.Run _, Request.Query _, Request.Tokens _, Request.Validate _, Request.Status _ ->
                throw new IllegalArgumentException("needs an open project: " + request);
        };
    }
}
