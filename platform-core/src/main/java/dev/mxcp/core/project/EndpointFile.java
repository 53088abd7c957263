package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project.FailedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one endpoint file. */
sealed interface EndpointFile {

    /** Besides the endpoint, warnings. */
    record Usable(EndpointDefinition definition, List<Problem> warnings) implements EndpointFile {}

    /** @param definition to find what else is wrong; null when it cannot be read that far */
    record Unusable(FailedFile failure, @Nullable EndpointDefinition definition) implements EndpointFile {}

    /** Disabled, or of a kind that belongs into another folder. */
    record Skipped(List<Problem> warnings) implements EndpointFile {}
}
