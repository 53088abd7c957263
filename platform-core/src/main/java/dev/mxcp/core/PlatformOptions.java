package dev.mxcp.core;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.core.project.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a platform is opened with.
 *
 * @param pluginDirectories folders with plugin jars; those that the project names are added
 * @param wanted the endpoints to prepare: one is enough to run one
 * @param thorough whether everything else is checked before a project with a wrong configuration is refused
 * @param sqlTools whether the built-in SQL tools are there; null to leave it to the project
 * @param admission what forbids to use a project with these settings; nothing of it can be ignored, at a reload neither
 */
public record PlatformOptions(
        ProjectOptions project,
        List<Path> pluginDirectories,
        Predicate<EndpointDefinition> wanted,
        boolean thorough,
        @Nullable Boolean sqlTools,
        Function<Settings, List<Problem>> admission) {

    public PlatformOptions {
        pluginDirectories = List.copyOf(pluginDirectories);
    }

    /** Every endpoint, and the plugins in {@code plugins/} of the distribution. */
    public static PlatformOptions of(ProjectOptions project, Path distribution) {
        return new PlatformOptions(
                project, List.of(distribution.resolve("plugins")), endpoint -> true, true, null, settings -> List.of());
    }

    /** These endpoints only, for whoever does not ask how the rest of the project is. */
    public PlatformOptions withWanted(Predicate<EndpointDefinition> value) {
        return new PlatformOptions(project, pluginDirectories, value, false, sqlTools, admission);
    }

    public PlatformOptions withSqlTools(@Nullable Boolean value) {
        return new PlatformOptions(project, pluginDirectories, wanted, thorough, value, admission);
    }

    public PlatformOptions withAdmission(Function<Settings, List<Problem>> value) {
        return new PlatformOptions(project, pluginDirectories, wanted, thorough, sqlTools, value);
    }
}
