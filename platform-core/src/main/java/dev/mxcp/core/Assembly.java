package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.generation.GenerationBuilder;
import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.source.DatabaseSettings;
import dev.mxcp.core.source.OpenDatabase;
import dev.mxcp.spi.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a project's files what serves: reads them, opens the database, prepares a generation. Generations may end on
 * any thread.
 */
final class Assembly {

    static final Location SITE = Location.of("mxcp-site.yml");

    private final PlatformOptions options;
    private final PluginCatalog plugins;
    private final InstalledLanguages languages;
    private final ReloadRequests reloadRequests = new ReloadRequests();
    private final CallGate gate;
    private final Duration taskTimeout;
    private @Nullable OpenDatabase opened;

    Assembly(PlatformOptions options, PluginCatalog plugins, Project project) {
        this.options = options;
        this.plugins = plugins;
        this.languages = new InstalledLanguages(plugins, scope(project));
        this.gate = new CallGate(GenerationBuilder.callLimits(project.settings().limits()));
        this.taskTimeout = project.settings().limits().tasks().timeout();
    }

    static List<Path> pluginDirectories(PlatformOptions options) throws ProjectException {
        var directories = new ArrayList<Path>(options.pluginDirectories());
        directories.addAll(ProjectLoader.pluginDirectories(options.project()));
        return directories;
    }

    /** The project, before anything else is there; with everything that is wrong when its configuration is. */
    static Project load(PlatformOptions options, PluginCatalog plugins) throws ProjectException {
        try {
            return read(options, plugins);
        } catch (ProjectException e) {
            var rest = e.rest();
            throw rest.isEmpty() ? e : new Assembly(options, plugins, rest.get()).together(rest.get(), List.of());
        }
    }

    /** The project as its files are now. */
    Project load() throws ProjectException {
        try {
            return read(options, plugins);
        } catch (ProjectException e) {
            var rest = e.rest();
            throw rest.isEmpty() ? e : together(rest.get(), List.of());
        }
    }

    private static Project read(PlatformOptions options, PluginCatalog plugins) throws ProjectException {
        return ProjectLoader.load(options.project(), settings -> InstalledResolvers.open(plugins, settings));
    }

    PluginCatalog plugins() {
        return plugins;
    }

    ReloadRequests reloadRequests() {
        return reloadRequests;
    }

    /** How long a task may take that says nothing else. A server takes it from the project that it was opened with. */
    Duration taskTimeout() {
        return taskTimeout;
    }

    /** @throws ProjectException when whoever opened the platform does not take such settings */
    void admit(Project project) throws ProjectException {
        var problems = options.admission().apply(project.settings());
        if (!problems.isEmpty()) {
            throw together(project, problems);
        }
    }

    /** What keeps a project from being used, with what is wrong elsewhere in it. */
    private ProjectException together(Project project, List<Problem> problems) {
        return together(project, problems, true);
    }

    private ProjectException withoutLanguages(Project project, RuntimeException failure) {
        return together(project, problems(failure), false);
    }

    private ProjectException together(Project project, List<Problem> problems, boolean languages) {
        var all = new LinkedHashSet<>(problems);
        all.addAll(options.thorough() ? Findings.of(this, project, languages, opened) : project.problems());
        return new ProjectException(
                all.stream().sorted(Comparator.comparing(Problem::where)).toList());
    }

    /** The first generation, with the database that it opens. */
    Served first(Project project) throws ProjectException {
        var builder = begun(project);
        OpenDatabase database;
        try {
            database = openDatabase(project);
        } catch (ProjectException | RuntimeException | Error e) {
            builder.abandon();
            throw e;
        }
        return served(project, database, builder, 1);
    }

    /** @param number of the generation, from 1 */
    Served next(Project project, OpenDatabase database, long number) throws ProjectException {
        return served(project, database, begun(project), number);
    }

    private Served served(Project project, OpenDatabase database, GenerationBuilder builder, long number)
            throws ProjectException {
        try {
            return build(project, database, builder, number);
        } catch (PlatformException e) {
            throw withoutLanguages(project, e);
        }
    }

    /** @throws PlatformException when a language cannot be had */
    Served build(Project project, OpenDatabase database, GenerationBuilder builder, long number) {
        return new Served(project, database, builder.build(database.source(), number, sqlTools(project), gate));
    }

    /** @throws PlatformException when the database cannot be had now, and nothing else is known to be wrong */
    OpenDatabase openDatabase(Project project) throws ProjectException {
        try {
            var database = open(project);
            opened = database;
            return database;
        } catch (ProjectException e) {
            throw withoutDatabase(project, e.problems());
        } catch (PlatformException e) {
            if (project.isSound()) {
                throw e;
            }
            throw withoutDatabase(project, List.of(unavailable(project, e)));
        }
    }

    OpenDatabase open(Project project) throws ProjectException {
        return OpenDatabase.open(
                DatabaseSettings.of(project.settings()), project.settings().places(), plugins, scope(project));
    }

    private static ProjectException withoutDatabase(Project project, List<Problem> problems) {
        return new ProjectException(Stream.concat(project.problems().stream(), problems.stream())
                .sorted(Comparator.comparing(Problem::where))
                .toList());
    }

    static Problem unavailable(Project project, PlatformException failure) {
        return Problem.error(project.settings().places().database("path"), failure.userMessage(), "");
    }

    /** From now on the limits of this project hold. */
    void adopt(Project project) {
        gate.resize(GenerationBuilder.callLimits(project.settings().limits()));
    }

    private GenerationBuilder begun(Project project) throws ProjectException {
        try {
            return begin(project);
        } catch (ConfigException | PlatformException e) {
            throw withoutLanguages(project, e);
        }
    }

    /**
     * Begins a generation.
     *
     * @throws ConfigException when a language is configured wrongly
     * @throws PlatformException when a language cannot be had
     */
    GenerationBuilder begin(Project project) {
        languages.check(project.settings());
        return begin(project, options.wanted());
    }

    /** Begins a generation with these endpoints, with no look at languages that they do not use. */
    GenerationBuilder begin(Project project, Predicate<EndpointDefinition> endpoints) {
        return GenerationBuilder.begin(languages.configuredBy(project.settings()), project, endpoints, reloadRequests);
    }

    /** What keeps a language from being had. */
    static List<Problem> problems(RuntimeException failure) {
        return switch (failure) {
            case ConfigException e -> e.problems();
            case PlatformException e -> List.of(Problem.error(SITE, e.userMessage(), ""));
            default -> throw failure;
        };
    }

    private boolean sqlTools(Project project) {
        var wish = options.sqlTools();
        return wish == null ? project.settings().sqlTools().enabled() : wish;
    }

    private static ServiceScope scope(Project project) {
        return new ServiceScope(project.root(), project.name(), project.profile());
    }
}
