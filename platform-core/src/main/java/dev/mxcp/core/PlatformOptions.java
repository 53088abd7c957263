package dev.mxcp.core;

import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.ProjectOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a platform is opened with.
 *
 * @param pluginDirectories folders with plugin jars; those that the project names are added
 * @param wanted the endpoints to prepare: one is enough to run one
 * @param sqlTools whether the built-in SQL tools are there; null to leave it to the project
 */
public record PlatformOptions(
        ProjectOptions project,
        List<Path> pluginDirectories,
        Predicate<EndpointDefinition> wanted,
        @Nullable Boolean sqlTools) {

    public PlatformOptions {
        pluginDirectories = List.copyOf(pluginDirectories);
    }

    /** Every endpoint, and the plugins in {@code plugins/} of the distribution. */
    public static PlatformOptions of(ProjectOptions project, Path distribution) {
        return new PlatformOptions(project, List.of(distribution.resolve("plugins")), endpoint -> true, null);
    }

    public PlatformOptions withWanted(Predicate<EndpointDefinition> value) {
        return new PlatformOptions(project, pluginDirectories, value, sqlTools);
    }

    public PlatformOptions withSqlTools(@Nullable Boolean value) {
        return new PlatformOptions(project, pluginDirectories, wanted, value);
    }
}
