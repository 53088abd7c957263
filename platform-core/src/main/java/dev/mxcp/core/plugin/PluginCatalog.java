package dev.mxcp.core.plugin;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.spi.PlatformPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All plugins of this process and what they supply. Immutable once loaded; look-ups are thread-safe.
 *
 * <p>Loading is all or nothing: whatever is wrong with any jar stops it, with the problems of all jars.
 */
public final class PluginCatalog implements AutoCloseable {

    private final JarPlugins loaders;
    private final OpenServices services = new OpenServices();
    private final List<InstalledPlugin> plugins = new ArrayList<>();
    private final Map<SuppliedKind<?>, Map<String, Supplied<?>>> supplied = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();

    private PluginCatalog(String spiVersion) {
        loaders = new JarPlugins(spiVersion, new SharedClasses(PluginCatalog.class.getClassLoader()));
    }

    /**
     * Loads every jar in the directories and one level below them.
     *
     * @throws PluginException with every problem of every jar
     */
    public static PluginCatalog load(List<Path> directories) {
        return load(directories, new PlatformPlugin() {});
    }

    /**
     * Loads every jar in the directories and one level below them, beside what the platform itself supplies.
     *
     * @throws PluginException with every problem of every jar
     */
    public static PluginCatalog load(List<Path> directories, PlatformPlugin builtIn) {
        var spiVersion = SpiVersion.current();
        var catalog = new PluginCatalog(spiVersion);
        try {
            catalog.add(builtIn);
            catalog.addJars(directories, new Requirements(spiVersion));
            if (!catalog.problems.isEmpty()) {
                throw new PluginException(catalog.problems, catalog.causes);
            }
            return catalog;
        } catch (RuntimeException | Error e) {
            catalog.close();
            throw e;
        }
    }

    /** The plugins that came as jars, ordered by id. */
    public List<InstalledPlugin> plugins() {
        return List.copyOf(plugins);
    }

    /** Everything of one kind, ordered by name. */
    public <T extends AutoCloseable> List<Supplied<T>> all(SuppliedKind<T> kind) {
        return List.copyOf(ofKind(kind).values());
    }

    public <T extends AutoCloseable> Optional<Supplied<T>> find(SuppliedKind<T> kind, @Nullable String name) {
        return name == null
                ? Optional.empty()
                : Optional.ofNullable(ofKind(kind).get(name));
    }

    /** {@code no data source named 'dukdb'}; what to write instead is {@link #remedyForUnknown}. */
    public static String unknown(SuppliedKind<?> kind, String name) {
        return "no %s named '%s'".formatted(kind.label(), name);
    }

    /** {@code did you mean 'duckdb'? (installed: duckdb, postgres)}. */
    public String remedyForUnknown(SuppliedKind<?> kind, String name) {
        var names = ofKind(kind).keySet();
        if (names.isEmpty()) {
            return "add a plugin that supplies one to the plugin directory; 'mxcp plugins list' shows what is installed";
        }
        var installed = "installed: " + String.join(", ", names);
        return Suggestion.of(name, names)
                .map(near -> "did you mean '%s'? (%s)".formatted(near, installed))
                .orElse(installed);
    }

    /** Closes services that are still open, then the plugins and their class loaders. */
    @Override
    public void close() {
        services.close();
        loaders.close();
    }

    private void add(PlatformPlugin builtIn) {
        var origin = new Origin("mxcp", ownFile(), PluginCatalog.class.getClassLoader());
        register(new PluginEntry(origin, services, this::report).open(builtIn));
    }

    private void addJars(List<Path> directories, Requirements requirements) {
        var jars = PluginFiles.in(directories, problems).stream()
                .flatMap(file -> PluginJar.read(file, problems).stream())
                .toList();
        var sound = requirements.check(jars, problems);
        loaders.load(sound);
        for (var jar : sound) {
            var origin = new Origin(jar.id(), jar.file(), loaders.getPluginClassLoader(jar.id()));
            var all = new PluginEntry(origin, services, this::report).open();
            register(all);
            plugins.add(jar.installed(namesByKind(all)));
        }
        plugins.sort((one, other) -> one.id().compareTo(other.id()));
    }

    private void register(List<Supplied<?>> all) {
        for (var one : all) {
            var first =
                    supplied.computeIfAbsent(one.kind(), _ -> new TreeMap<>()).putIfAbsent(one.name(), one);
            if (first != null) {
                problems.add(PluginJar.problem(
                        one.origin().file(),
                        "supplies the %s, as does %s"
                                .formatted(one.label(), first.origin().file()),
                        "remove one of the two jars"));
            }
        }
    }

    private void report(PluginEntry.Failure failure) {
        problems.add(failure.problem());
        Optional.ofNullable(failure.cause()).ifPresent(causes::add);
    }

    @SuppressWarnings("unchecked") // register() files each under its own kind
    private <T extends AutoCloseable> Map<String, Supplied<T>> ofKind(SuppliedKind<T> kind) {
        return (Map<String, Supplied<T>>) (Map<String, ?>) supplied.getOrDefault(kind, Map.of());
    }

    private static Map<String, List<String>> namesByKind(Collection<Supplied<?>> all) {
        var names = new LinkedHashMap<String, List<String>>();
        all.forEach(one ->
                names.computeIfAbsent(one.kind().name(), _ -> new ArrayList<>()).add(one.name()));
        return names;
    }

    private static Path ownFile() {
        return Path.of(PluginCatalog.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
