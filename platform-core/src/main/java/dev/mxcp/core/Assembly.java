package dev.mxcp.core;

import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.generation.GenerationBuilder;
import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
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
import java.util.List;

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

    static Project load(PlatformOptions options, PluginCatalog plugins) throws ProjectException {
        return ProjectLoader.load(options.project(), settings -> InstalledResolvers.open(plugins, settings));
    }

    /** The project as its files are now. */
    Project load() throws ProjectException {
        return load(options, plugins);
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

    /** What keeps a project from being opened, with what is wrong elsewhere in it. */
    private static ProjectException together(Project project, List<Problem> problems) {
        var all = new ArrayList<>(project.problems());
        all.addAll(problems);
        all.sort(Comparator.comparing(Problem::where));
        return new ProjectException(all);
    }

    /** The first generation, with the database that it opens. */
    Served first(Project project) throws ProjectException {
        var builder = begin(project);
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
        return served(project, database, begin(project), number);
    }

    OpenDatabase openDatabase(Project project) throws ProjectException {
        try {
            return OpenDatabase.open(
                    DatabaseSettings.of(project.settings()), project.settings().places(), plugins, scope(project));
        } catch (ProjectException e) {
            throw together(project, e.problems());
        }
    }

    /** From now on the limits of this project hold. */
    void adopt(Project project) {
        gate.resize(GenerationBuilder.callLimits(project.settings().limits()));
    }

    private GenerationBuilder begin(Project project) throws ProjectException {
        try {
            languages.check(project.settings());
            return GenerationBuilder.begin(
                    languages.configuredBy(project.settings()), project, options.wanted(), reloadRequests);
        } catch (ConfigException e) {
            throw together(project, e.problems());
        } catch (PlatformException e) {
            throw together(project, e);
        }
    }

    private Served served(Project project, OpenDatabase database, GenerationBuilder builder, long number)
            throws ProjectException {
        try {
            return new Served(project, database, builder.build(database.source(), number, sqlTools(project), gate));
        } catch (PlatformException e) {
            throw together(project, e);
        }
    }

    private static ProjectException together(Project project, PlatformException e) {
        return together(project, List.of(Problem.error(SITE, e.userMessage(), "")));
    }

    private boolean sqlTools(Project project) {
        var wish = options.sqlTools();
        return wish == null ? project.settings().sqlTools().enabled() : wish;
    }

    private static ServiceScope scope(Project project) {
        return new ServiceScope(project.root(), project.name(), project.profile());
    }
}
