package dev.mxcp.core;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.generation.GenerationBuilder;
import dev.mxcp.core.generation.GenerationBuilder.Built;
import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.plugin.PluginCatalog;
import dev.mxcp.core.plugin.ServiceScope;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.OpenResolvers;
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
import java.util.Optional;
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

    private static final Location SITE = Location.of("mxcp-site.yml");

    private final PlatformOptions options;
    private final PluginCatalog plugins;
    private final InstalledLanguages languages;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock reloading = new ReentrantLock();
    private final ReloadRequests reloadRequests;
    private final CallGate gate;
    private volatile State state;

    private Platform(
            PlatformOptions options,
            PluginCatalog plugins,
            InstalledLanguages languages,
            ReloadRequests reloadRequests,
            CallGate gate,
            State state) {
        this.options = options;
        this.plugins = plugins;
        this.languages = languages;
        this.reloadRequests = reloadRequests;
        this.gate = gate;
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
        var plugins = PluginCatalog.load(pluginDirectories(options), new BuiltIn());
        try {
            var project = load(options, plugins);
            admit(options, project);
            var languages = new InstalledLanguages(plugins, target(project));
            var requests = new ReloadRequests();
            var builder = begin(options, languages, requests, project);
            var database = open(builder, plugins, project);
            var gate =
                    new CallGate(GenerationBuilder.callLimits(project.settings().limits()));
            var built = builder.build(database.source(), 1, sqlTools(options, project), gate);
            return new Platform(options, plugins, languages, requests, gate, new State(project, database, built));
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
        var directories = pluginDirectories(options);
        return ProjectLoader.load(options.project(), settings -> {
            var plugins = PluginCatalog.load(directories, new BuiltIn());
            var open = InstalledResolvers.open(plugins, settings);
            return new OpenResolvers(open.byScheme(), open.idle(), open.problems(), plugins::close);
        });
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
        return plugins;
    }

    /** A server begins to answer calls: from now on endpoints may ask for a reload. */
    public void serve() {
        reloading.lock();
        try {
            reloadRequests.serveWith(whileClosed -> reload(true, whileClosed));
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
            var project = load(options, plugins);
            if (project.digest().equals(served.project().digest())) {
                return served.draft(() -> {});
            }
            var built = next(project, served.database());
            return new State(project, served.database(), built).draft(built::close);
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
            var project = load(options, plugins);
            if (!always && project.digest().equals(state.project().digest())) {
                return new Reload.Unchanged();
            }
            if (!project.isSound()) {
                return refused(project.problems());
            }
            admit(options, project);
            var fits = whileClosed == null && state.database().fits(DatabaseSettings.of(project.settings()));
            var result = fits ? swap(project, state.database()) : swapWithDatabase(project, whileClosed);
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

    private Reload swap(Project project, OpenDatabase database) throws ProjectException {
        var next = new State(project, database, next(project, database));
        if (!next.isSound()) {
            next.built().close();
            return refused(next.problems());
        }
        var failure = activated(next);
        if (failure.isPresent()) {
            next.built().close();
            return refused(List.of(failure.get()));
        }
        serve(next);
        return new Reload.Done(generation().number());
    }

    /** Whatever has to run before the first call of a server; what keeps it from running. */
    private Optional<Problem> activated(State next) {
        try {
            if (reloadRequests.areServed()) {
                next.built().activate();
            }
            return Optional.empty();
        } catch (PlatformException e) {
            return Optional.of(Problem.error(SITE, e.userMessage(), ""));
        }
    }

    /** What served before answers whoever has looked it up already, and ends after the last call. */
    private void serve(State next) {
        var old = state;
        state = next;
        gate.resize(GenerationBuilder.callLimits(next.project().settings().limits()));
        var linger = old.database() == next.database() ? LINGER : Duration.ZERO;
        Thread.ofVirtual().name("retirement").start(() -> end(old, next, linger));
    }

    private void end(State old, State next, Duration linger) {
        try {
            Thread.sleep(linger);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        old.built().succeededBy(next.built().generation());
        old.built().retire(old.project().settings().limits().statementTimeout());
        old.built().close();
        languages.keepOnly(state.project().settings());
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
        if (whileClosed != null) {
            whileClosed.run();
        }
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
            return swapOrClose(project, database);
        } catch (ProjectException e) {
            return refused(e.problems());
        } catch (PlatformException e) {
            return refused(List.of(Problem.error(SITE, e.userMessage(), "")));
        }
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

    /** The problems that keep the old database away; none when it is back. */
    private List<Problem> bringBack(Project project) {
        try {
            var database = OpenDatabase.open(DatabaseSettings.of(project.settings()), plugins, target(project));
            var back = new State(project, database, next(project, database));
            serve(back);
            return activated(back).stream().toList();
        } catch (ProjectException e) {
            return e.problems();
        } catch (PlatformException e) {
            LOG.atError()
                    .setCause(e)
                    .log("the database could not be opened again; no call is answered until a reload can");
            return List.of(Problem.error(SITE, e.userMessage(), "reload again when the database is free"));
        }
    }

    private static List<Path> pluginDirectories(PlatformOptions options) throws ProjectException {
        var directories = new ArrayList<Path>(options.pluginDirectories());
        directories.addAll(ProjectLoader.pluginDirectories(options.project()));
        return directories;
    }

    private static Project load(PlatformOptions options, PluginCatalog plugins) throws ProjectException {
        return ProjectLoader.load(options.project(), settings -> InstalledResolvers.open(plugins, settings));
    }

    private static void admit(PlatformOptions options, Project project) throws ProjectException {
        var problems = options.admission().apply(project.settings());
        if (!problems.isEmpty()) {
            throw new ProjectException(problems);
        }
    }

    private Built next(Project project, OpenDatabase database) throws ProjectException {
        return begin(options, languages, reloadRequests, project)
                .build(database.source(), generation().number() + 1, sqlTools(options, project), gate);
    }

    private static GenerationBuilder begin(
            PlatformOptions options, InstalledLanguages languages, ReloadRequests requests, Project project)
            throws ProjectException {
        try {
            languages.check(project.settings());
            return GenerationBuilder.begin(
                    languages.configuredBy(project.settings()), project, options.wanted(), requests);
        } catch (ConfigException e) {
            throw new ProjectException(e.problems());
        } catch (PlatformException e) {
            throw new ProjectException(List.of(Problem.error(SITE, e.userMessage(), "")));
        }
    }

    private static OpenDatabase open(GenerationBuilder builder, PluginCatalog plugins, Project project)
            throws ProjectException {
        try {
            return OpenDatabase.open(DatabaseSettings.of(project.settings()), plugins, target(project));
        } catch (ProjectException | RuntimeException | Error e) {
            builder.abandon();
            throw e;
        }
    }

    private static boolean sqlTools(PlatformOptions options, Project project) {
        var wish = options.sqlTools();
        return wish == null ? project.settings().sqlTools().enabled() : wish;
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

        Draft draft(Runnable end) {
            return new Draft(project, built.generation(), problems(), end);
        }

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
