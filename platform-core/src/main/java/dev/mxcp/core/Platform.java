package dev.mxcp.core;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.generation.PluginCode;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.PluginException;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.OpenResolvers;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.source.DatabaseSettings;
import dev.mxcp.core.source.OpenDatabase;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformPlugin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    /** Longer than anybody takes from looking a generation up to calling it. */
    private static final Duration LINGER = Duration.ofSeconds(10);

    private final Assembly assembly;
    private final Duration linger;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock reloading = new ReentrantLock();
    private volatile Served state;

    private Platform(Assembly assembly, Duration linger, Served state) {
        this.assembly = assembly;
        this.linger = linger;
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
        return open(options, new BuiltIn(), LINGER);
    }

    /**
     * @param builtIn what is there beside the plugins of the directories
     * @param linger how long a generation that was replaced still takes calls of those who hold it
     */
    static Platform open(PlatformOptions options, PlatformPlugin builtIn, Duration linger) throws ProjectException {
        var plugins = PluginCatalog.load(Assembly.pluginDirectories(options), builtIn);
        try {
            var project = Assembly.load(options, plugins);
            var assembly = new Assembly(options, plugins, project);
            assembly.admit(project);
            return new Platform(assembly, linger, assembly.first(project));
        } catch (ProjectException | RuntimeException | Error e) {
            plugins.close();
            throw e;
        }
    }

    /**
     * Reads a project without making it ready; plugins are only loaded when its configuration needs one.
     *
     * @throws ProjectException when there is no usable project
     * @throws dev.mxcp.core.plugin.PluginException when a plugin cannot be used
     */
    public static Project read(PlatformOptions options) throws ProjectException {
        var directories = Assembly.pluginDirectories(options);
        return ProjectLoader.load(options.project(), settings -> {
            var plugins = PluginCatalog.load(directories, new BuiltIn());
            var open = InstalledResolvers.open(plugins, settings);
            return new OpenResolvers(open.byScheme(), open.idle(), open.problems(), plugins::close);
        });
    }

    /**
     * What a project would serve, to be looked at: its database stays closed, so that no statement is planned and
     * nothing can run. Close it.
     *
     * @throws ProjectException when there is no usable project
     * @throws dev.mxcp.core.plugin.PluginException when a plugin cannot be used
     */
    public static Draft outline(PlatformOptions options) throws ProjectException {
        var plugins = PluginCatalog.load(Assembly.pluginDirectories(options), new BuiltIn());
        try {
            var project = Assembly.load(options, plugins);
            return new Assembly(options, plugins, project).outline(project);
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

    /** The project's database, with the functions of the generation that serves. */
    public DataSource database() {
        return state.built().database();
    }

    public PluginCatalog plugins() {
        return assembly.plugins();
    }

    /** A server begins to answer calls: from now on endpoints may ask for a reload. */
    public void serve() {
        reloading.lock();
        try {
            assembly.reloadRequests().serveWith(whileClosed -> reload(true, whileClosed));
            state.built().activate();
        } finally {
            reloading.unlock();
        }
    }

    /** The listener runs after every swap, on the thread that reloads. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * The project as its files are now, on the database that is open; what serves stays as it is. Close the draft.
     *
     * @throws ProjectException when there is no usable project any more
     */
    public Draft draft() throws ProjectException {
        reloading.lock();
        try {
            var served = state;
            var project = assembly.load();
            if (project.digest().equals(served.project().digest())) {
                return served.draft(() -> {});
            }
            var draft = next(project, served.database());
            return draft.draft(draft.built()::close);
        } finally {
            reloading.unlock();
        }
    }

    /** Reads the project again and serves it, if it is sound. */
    public Reload reload() {
        return reload(true, null);
    }

    /** Like {@link #reload}, but leaves everything as it is when no file differs from what was read. */
    public Reload reloadIfChanged() {
        return reload(false, null);
    }

    /** @param whileClosed runs while the database is closed; null to close it only when it has to be */
    private Reload reload(boolean always, @Nullable Runnable whileClosed) {
        reloading.lock();
        try {
            var start = System.nanoTime();
            var project = assembly.load();
            if (!always && project.digest().equals(state.project().digest())) {
                return new Reload.Unchanged();
            }
            if (!project.isSound()) {
                return refused(project.problems());
            }
            assembly.admit(project);
            var fits = whileClosed == null && state.database().fits(DatabaseSettings.of(project.settings()));
            var result = fits ? swap(project, state.database()) : swapWithDatabase(project, whileClosed);
            if (result instanceof Reload.Done(var generation)) {
                listeners.forEach(Platform::tell);
                LOG.atInfo()
                        .addKeyValue("generation", generation)
                        .addKeyValue("millis", (System.nanoTime() - start) / 1_000_000)
                        .log("project reloaded");
            }
            return result;
        } catch (ProjectException e) {
            return refused(e.problems());
        } catch (RuntimeException e) {
            return refused(problems(e));
        } finally {
            reloading.unlock();
        }
    }

    /** What serves has changed already; a listener that breaks cannot undo it. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException defect) {
            LOG.atError().setCause(defect).log("what follows a reload broke");
        }
    }

    private Reload swap(Project project, OpenDatabase database) throws ProjectException {
        var next = next(project, database);
        var isServed = false;
        try {
            var problems = next.isSound() ? activated(next) : next.problems();
            if (!problems.isEmpty()) {
                return refused(problems);
            }
            serve(next);
            isServed = true;
            return new Reload.Done(generation().number());
        } finally {
            if (!isServed) {
                next.built().close();
            }
        }
    }

    /** Whatever has to run before the first call of a server; what keeps it from running. */
    private List<Problem> activated(Served next) {
        try {
            if (assembly.reloadRequests().areServed()) {
                next.built().activate();
            }
            return List.of();
        } catch (PlatformException e) {
            return List.of(Problem.error(Assembly.SITE, e.userMessage(), ""));
        }
    }

    /** What served before answers whoever has looked it up already, and ends after the last call. */
    private void serve(Served next) {
        var old = state;
        state = next;
        assembly.adopt(next.project());
        var delay = old.database() == next.database() ? linger : Duration.ZERO;
        Thread.ofVirtual().name("retirement").start(() -> end(old, next, delay));
    }

    private void end(Served old, Served next, Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        old.built().succeededBy(next.built().generation());
        old.built().retire(old.longestCall(assembly.taskTimeout()));
        old.built().close();
    }

    /**
     * One process cannot hold a file open in two ways, so calls under way end first, new ones wait, and the database is
     * replaced. If the next generation does not come to life, the old one is brought back; if that fails as well, calls
     * wait in vain until a later reload succeeds.
     */
    private Reload swapWithDatabase(Project project, @Nullable Runnable whileClosed) {
        var old = state;
        old.built().retire(project.settings().limits().drainTime());
        old.database().close();
        try {
            var result = replaceDatabase(project, whileClosed);
            if (result instanceof Reload.Refused(var problems)) {
                return new Reload.Refused(Stream.concat(problems.stream(), bringBack(old).stream())
                        .toList());
            }
            old.built().succeededBy(generation());
            return result;
        } catch (Error e) {
            bringBack(old);
            throw e;
        }
    }

    private Reload replaceDatabase(Project project, @Nullable Runnable whileClosed) {
        try {
            if (whileClosed != null) {
                PluginCode.runWhileClosed(whileClosed);
            }
            return swapOrClose(project, assembly.openDatabase(project));
        } catch (ProjectException e) {
            return refused(e.problems());
        } catch (RuntimeException e) {
            // whatever it was, the old database has to come back
            return refused(problems(e));
        }
    }

    private static List<Problem> problems(RuntimeException e) {
        return switch (e) {
            case PlatformException told -> List.of(Problem.error(Assembly.SITE, told.userMessage(), ""));
            case PluginException told -> told.problems();
            default -> {
                LOG.atError().setCause(e).log("a reload broke");
                yield List.of(Problem.error(Assembly.SITE, "the reload broke; the log has the cause", ""));
            }
        };
    }

    /** A database that nobody serves must not stay open: it would keep the old one from being opened again. */
    private Reload swapOrClose(Project project, OpenDatabase database) throws ProjectException {
        try {
            var result = swap(project, database);
            if (result instanceof Reload.Refused) {
                database.close();
            }
            return result;
        } catch (ProjectException | RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    /** What is wrong since the database was closed; nothing when the old generation serves again. */
    private List<Problem> bringBack(Served old) {
        try {
            var back = onDatabaseOpenedAgain(old.project());
            serve(back);
            old.built().succeededBy(back.built().generation());
            return activated(back);
        } catch (ProjectException e) {
            return lost(e.problems(), e);
        } catch (RuntimeException e) {
            return lost(problems(e), e);
        }
    }

    private static List<Problem> lost(List<Problem> problems, Exception cause) {
        LOG.atError()
                .setCause(cause)
                .log("the database could not be opened again; no call is answered until a reload can");
        return problems.stream()
                .filter(Problem::isError)
                .map(problem -> Problem.error(
                        problem.where(),
                        "the database that served before cannot be opened again, and no call is answered: "
                                + problem.message(),
                        "reload when it can be opened"))
                .toList();
    }

    private Served onDatabaseOpenedAgain(Project project) throws ProjectException {
        var database = assembly.openDatabase(project);
        try {
            return next(project, database);
        } catch (ProjectException | RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    private Served next(Project project, OpenDatabase database) throws ProjectException {
        return assembly.next(project, database, generation().number() + 1);
    }

    private static Reload refused(List<Problem> problems) {
        LOG.atWarn().addKeyValue("problems", problems.size()).log("reload refused");
        return new Reload.Refused(problems.stream().filter(Problem::isError).toList());
    }

    @Override
    public void close() {
        assembly.plugins().close();
    }
}
