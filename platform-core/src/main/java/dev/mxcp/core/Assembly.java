package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.generation.GenerationBuilder;
import dev.mxcp.core.generation.GenerationBuilder.Built;
import dev.mxcp.core.generation.Languages;
import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.PluginException;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.source.DatabaseSettings;
import dev.mxcp.core.source.OpenDatabase;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
        return joined(problems, options.thorough() ? Findings.of(this, project, opened) : project.problems());
    }

    private ProjectException withoutDatabase(Project project, List<Problem> problems) {
        return joined(problems, foundWithoutDatabase(project));
    }

    private List<Problem> foundWithoutDatabase(Project project) {
        return options.thorough() ? Findings.withoutDatabase(this, project) : project.problems();
    }

    private static ProjectException joined(List<Problem> problems, List<Problem> others) {
        return new ProjectException(Stream.concat(problems.stream(), others.stream())
                .distinct()
                .sorted(Comparator.comparing(Problem::where))
                .toList());
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
            throw together(project, problems(e));
        }
    }

    private Served build(Project project, OpenDatabase database, GenerationBuilder builder, long number) {
        return new Served(project, database, build(project, database.source(), builder, number));
    }

    private Built build(Project project, DataSource database, GenerationBuilder builder, long number) {
        return builder.build(database, number, sqlTools(project), gate);
    }

    /** What is made to find out what is wrong with the whole project; never to be served. */
    Built checked(Project project, DataSource database, Languages available) {
        var builder = GenerationBuilder.begin(available, project, options.wanted(), reloadRequests);
        return build(project, database, builder, 1);
    }

    /**
     * What clients would see of a project, made without its database. Nothing of it can run, and what keeps a language
     * from being had is left to be told by whoever needs it.
     */
    Draft outline(Project project) {
        var available = new AvailableLanguages(languages(project), Findings.NEEDS_DATABASE, _ -> {});
        var built = checked(project, new NoDatabase(), available);
        var problems = Stream.concat(project.problems().stream(), built.problems().stream())
                .sorted(Comparator.comparing(Problem::where))
                .toList();
        return new Draft(project, built.generation(), problems, () -> {
            built.close();
            plugins.close();
        });
    }

    /** @throws PlatformException when the database cannot be had now, and nothing else is known to be wrong */
    OpenDatabase openDatabase(Project project) throws ProjectException {
        try {
            var database = open(project, DatabaseSettings.of(project.settings()));
            opened = database;
            return database;
        } catch (ProjectException e) {
            throw withoutDatabase(project, e.problems());
        } catch (PlatformException e) {
            var others = foundWithoutDatabase(project);
            if (others.stream().noneMatch(Problem::isError)) {
                throw e;
            }
            throw joined(List.of(unavailable(project, e)), others);
        }
    }

    OpenDatabase open(Project project, DatabaseSettings settings) throws ProjectException {
        return OpenDatabase.open(settings, project.settings().places(), plugins, scope(project));
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
            throw together(project, problems(e));
        }
    }

    private GenerationBuilder begin(Project project) {
        checkLanguages(project);
        return GenerationBuilder.begin(languages(project), project, options.wanted(), reloadRequests);
    }

    /** @throws ConfigException with everything that is wrong in the blocks of languages, used or not */
    void checkLanguages(Project project) {
        languages.check(project.settings());
    }

    /** The languages as the project configures them, until they are released. */
    Languages languages(Project project) {
        return languages.configuredBy(project.settings());
    }

    /** What keeps a language from being had. */
    static List<Problem> problems(RuntimeException failure) {
        return switch (failure) {
            case ConfigException e -> e.problems();
            case PluginException e -> e.problems();
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
