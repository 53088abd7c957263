package dev.mxcp.core;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.generation.GenerationBuilder;
import dev.mxcp.core.generation.GenerationBuilder.Built;
import dev.mxcp.core.plugin.PluginCatalog;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: reads a project, loads its plugins, opens its database, and makes generations of it.
 *
 * <p>Thread-safe. A reload builds the next generation beside the one that serves and swaps it in one step; one that is
 * not sound is refused and the old one stays.
 */
public final class Platform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private static final Location SITE = Location.of("mxcp-site.yml");

    private final PlatformOptions options;
    private final PluginCatalog plugins;
    private final InstalledLanguages languages;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile State state;

    private Platform(PlatformOptions options, PluginCatalog plugins, InstalledLanguages languages, State state) {
        this.options = options;
        this.plugins = plugins;
        this.languages = languages;
        this.state = state;
    }

    /**
     * Opens a project. Endpoints that cannot be used are told by {@link #problems}; the others serve.
     *
     * @throws ProjectException when there is no usable project
     * @throws dev.mxcp.core.plugin.PluginException when a plugin cannot be used
     * @throws PlatformException when the database cannot be had now
     */
    public static Platform open(PlatformOptions options) throws ProjectException {
        var project = ProjectLoader.load(options.project());
        admit(options, project);
        var directories = new ArrayList<Path>(options.pluginDirectories());
        directories.addAll(project.settings().pluginDirectories());
        var plugins = PluginCatalog.load(directories, new BuiltIn());
        try {
            var languages = new InstalledLanguages(plugins, target(project));
            var database = OpenDatabase.open(DatabaseSettings.of(project.settings()), plugins, target(project));
            var built = build(options, languages, project, database, 1);
            return new Platform(options, plugins, languages, new State(project, database, built));
        } catch (ProjectException | RuntimeException | Error e) {
            plugins.close();
            throw e;
        }
    }

    public Project project() {
        return state.project();
    }

    /** The generation that serves now. Look it up once per request. */
    public Generation generation() {
        return state.built().generation();
    }

    /** Everything wrong or odd with the project, found while it was read and while it was made ready; in order. */
    public List<Problem> problems() {
        return state.problems();
    }

    public DataSource database() {
        return state.database().source();
    }

    public PluginCatalog plugins() {
        return plugins;
    }

    /** The listener runs after every swap, on the thread that reloads. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * The project as its files are now, on the database that is open; what serves stays as it is.
     *
     * @throws ProjectException when there is no usable project any more
     */
    public Draft draft() throws ProjectException {
        reloading.lock();
        try {
            var served = state;
            var project = ProjectLoader.load(options.project());
            var draft = project.digest().equals(served.project().digest())
                    ? served
                    : new State(project, served.database(), next(project, served.database()));
            return new Draft(draft.project(), draft.built().generation(), draft.problems());
        } finally {
            reloading.unlock();
        }
    }

    /** Reads the project again and serves it, if it is sound. */
    public Reload reload() {
        return reload(true);
    }

    /** Like {@link #reload}, but leaves everything as it is when no file differs from what was read. */
    public Reload reloadIfChanged() {
        return reload(false);
    }

    private Reload reload(boolean always) {
        reloading.lock();
        try {
            var start = System.nanoTime();
            var project = ProjectLoader.load(options.project());
            if (!always && project.digest().equals(state.project().digest())) {
                return new Reload.Unchanged();
            }
            if (!project.isSound()) {
                return refused(project.problems());
            }
            admit(options, project);
            var result = state.database().fits(DatabaseSettings.of(project.settings()))
                    ? swap(project, state.database())
                    : swapWithDatabase(project);
            if (result instanceof Reload.Done(var generation)) {
                listeners.forEach(Runnable::run);
                LOG.atInfo()
                        .addKeyValue("generation", generation)
                        .addKeyValue("millis", (System.nanoTime() - start) / 1_000_000)
                        .log("project reloaded");
            }
            return result;
        } catch (ProjectException e) {
            return refused(e.problems());
        } finally {
            reloading.unlock();
        }
    }

    private Reload swap(Project project, OpenDatabase database) {
        var next = new State(project, database, next(project, database));
        if (!next.isSound()) {
            return refused(next.problems());
        }
        state = next;
        return new Reload.Done(generation().number());
    }

    /**
     * One process cannot hold a file open in two ways, so calls under way end first, new ones wait, and the database is
     * replaced. If the next generation does not come to life, the old one is brought back; if that fails as well, calls
     * wait in vain until a later reload succeeds.
     */
    private Reload swapWithDatabase(Project project) {
        var old = state;
        old.built().retire(project.settings().limits().drainTime());
        old.database().close();
        var result = replaceDatabase(project);
        if (result instanceof Reload.Refused(var problems)) {
            var lost = bringBack(old.project());
            if (!lost.isEmpty()) {
                return new Reload.Refused(
                        Stream.concat(problems.stream(), lost.stream()).toList());
            }
        }
        old.built().succeededBy(generation());
        return result;
    }

    private Reload replaceDatabase(Project project) {
        try {
            var database = OpenDatabase.open(DatabaseSettings.of(project.settings()), plugins, target(project));
            var result = swap(project, database);
            if (result instanceof Reload.Refused) {
                database.close();
            }
            return result;
        } catch (ProjectException e) {
            return refused(e.problems());
        } catch (PlatformException e) {
            return refused(List.of(Problem.error(SITE, e.userMessage(), "")));
        }
    }

    /** The problems that keep the old database away; none when it is back. */
    private List<Problem> bringBack(Project project) {
        try {
            var database = OpenDatabase.open(DatabaseSettings.of(project.settings()), plugins, target(project));
            state = new State(project, database, next(project, database));
            return List.of();
        } catch (ProjectException e) {
            return e.problems();
        } catch (PlatformException e) {
            LOG.atError()
                    .setCause(e)
                    .log("the database could not be opened again; no call is answered until a reload can");
            return List.of(Problem.error(SITE, e.userMessage(), "reload again when the database is free"));
        }
    }

    private static void admit(PlatformOptions options, Project project) throws ProjectException {
        var problems = options.admission().apply(project.settings());
        if (!problems.isEmpty()) {
            throw new ProjectException(problems);
        }
    }

    private Built next(Project project, OpenDatabase database) {
        return build(options, languages, project, database, generation().number() + 1);
    }

    private static Built build(
            PlatformOptions options,
            InstalledLanguages languages,
            Project project,
            OpenDatabase database,
            long number) {
        var wish = options.sqlTools();
        var sqlTools = wish == null ? project.settings().sqlTools().enabled() : wish;
        return new GenerationBuilder(languages, database.source()).build(project, number, options.wanted(), sqlTools);
    }

    private static Reload refused(List<Problem> problems) {
        LOG.atWarn().addKeyValue("problems", problems.size()).log("reload refused, the old generation goes on");
        return new Reload.Refused(problems.stream().filter(Problem::isError).toList());
    }

    private static ServiceScope target(Project project) {
        return new ServiceScope(project.root(), project.name(), project.profile());
    }

    @Override
    public void close() {
        plugins.close();
    }

    /** What serves now; replaced as a whole. */
    private record State(Project project, OpenDatabase database, Built built) {

        List<Problem> problems() {
            var all = new ArrayList<>(project.problems());
            all.addAll(built.problems());
            all.sort(Comparator.comparing(Problem::where));
            return List.copyOf(all);
        }

        boolean isSound() {
            return problems().stream().noneMatch(Problem::isError);
        }
    }
}
