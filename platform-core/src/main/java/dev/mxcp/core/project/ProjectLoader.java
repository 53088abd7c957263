package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.ConfigurationReader.Configuration;
import dev.mxcp.core.project.EndpointLoading.Endpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a project: its site file, the user's configuration and every endpoint file. Stateless. */
public final class ProjectLoader {

    private ProjectLoader() {}

    /**
     * Loads everything and reports every problem together; files that cannot be used are left out of the endpoints.
     *
     * @throws ProjectException when there is nothing to go on: no site file, or an unusable configuration
     */
    public static Project load(ProjectOptions options, SecretResolvers resolvers) throws ProjectException {
        var site = SiteFile.find(options.startDirectory());
        var files = open(rootOf(site));
        var reader = new ConfigurationReader(files, options);
        Configuration configuration;
        try {
            configuration = reader.read(site, resolvers);
        } catch (ProjectException e) {
            throw withEndpoints(e, reader, site, files);
        }
        var endpoints = new EndpointLoading(files, configuration.problems())
                .load(configuration.settings().paths());
        return project(configuration, endpoints, files);
    }

    private static Project project(Configuration configuration, Endpoints endpoints, ProjectFiles files) {
        CodeFiles.note(files, configuration.settings().paths());
        return new Project(
                files.root(),
                configuration.project(),
                configuration.profile(),
                configuration.settings(),
                endpoints.definitions(),
                endpoints.setApart(),
                endpoints.failures(),
                endpoints.problems(),
                files.digest(),
                files.read());
    }

    /** What is wrong with the configuration does not keep the problems of the endpoints from being told. */
    private static ProjectException withEndpoints(
            ProjectException failure, ConfigurationReader reader, Path site, ProjectFiles files) {
        var paths = reader.paths(site);
        if (paths.isEmpty()) {
            return failure;
        }
        var endpoints = new EndpointLoading(files, failure.problems()).load(paths.get());
        var rest = reader.essentials().map(settings -> project(settings, endpoints, files));
        return new ProjectException(endpoints.problems(), rest.orElse(null));
    }

    /**
     * Finds a project without loading it.
     *
     * @throws ProjectException when there is no site file that can be read
     */
    public static ProjectPlace locate(ProjectOptions options) throws ProjectException {
        var site = SiteFile.find(options.startDirectory());
        var files = open(rootOf(site));
        var reader = new ConfigurationReader(files, options);
        try {
            return new ProjectPlace(files.root(), reader.profile(site));
        } catch (ProjectException e) {
            throw withEndpoints(e, reader, site, files);
        }
    }

    /** True in the folder of a project and below it. */
    public static boolean isInProject(Path directory) {
        return SiteFile.lookFor(directory).isPresent();
    }

    /**
     * The folders with plugin jars that the site file names, absolute. Plugins take part in reading the rest of the
     * configuration, so these are read on their own.
     *
     * @throws ProjectException when there is no site file that can be read, or one of the folders is not known
     */
    public static List<Path> pluginDirectories(ProjectOptions options) throws ProjectException {
        var site = SiteFile.find(options.startDirectory());
        var files = open(rootOf(site));
        var reader = new ConfigurationReader(files, options);
        try {
            return reader.pluginDirectories(site);
        } catch (ProjectException e) {
            throw withAllElse(e, options);
        }
    }

    /** Where plugins are not known, the project is read as if there were none. */
    private static ProjectException withAllElse(ProjectException failure, ProjectOptions options) {
        var told = failure.problems().stream().map(Problem::where).collect(Collectors.toSet());
        var others = problems(options).stream().filter(problem -> !told.contains(problem.where()));
        return new ProjectException(Stream.concat(failure.problems().stream(), others)
                .sorted(ProblemOrder.BY_PLACE)
                .toList());
    }

    private static List<Problem> problems(ProjectOptions options) {
        try {
            return load(options, SecretResolvers.none()).problems();
        } catch (ProjectException e) {
            return e.problems();
        }
    }

    private static Path rootOf(Path site) {
        return Objects.requireNonNull(site.getParent(), "a file found in a folder has a parent");
    }

    private static ProjectFiles open(Path root) throws ProjectException {
        try {
            return new ProjectFiles(root);
        } catch (IOException e) {
            throw new ProjectException(List.of(Problem.error(
                    Location.of(root.toString()), "the project's folder cannot be read", "check its permissions")));
        }
    }
}
