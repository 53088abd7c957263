package dev.mxcp.core.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;

/**
 * pf4j for jars that are already checked: makes class loaders in the order of the dependencies, and closes them.
 *
 * <p>Nothing is started or stopped through pf4j: the entry of a plugin is a service, and pf4j would only log what fails.
 */
final class JarPlugins extends DefaultPluginManager implements AutoCloseable {

    private final Map<Path, PluginDescriptor> descriptors = new HashMap<>();
    private final ClassLoader shared;

    JarPlugins(String spiVersion, ClassLoader shared) {
        super(List.of(Path.of("plugins")));
        this.shared = shared;
        setSystemVersion(spiVersion);
    }

    /** Loads all jars or throws; afterwards {@link #getPluginClassLoader} knows each of them. */
    void load(List<PluginJar> jars) {
        for (var jar : jars) {
            descriptors.put(jar.file(), jar.descriptor());
            loadPluginFromPath(jar.file());
        }
        resolvePlugins();
        for (var jar : jars) {
            var state = getPlugin(jar.id()).getPluginState();
            if (state != PluginState.RESOLVED) {
                throw new IllegalStateException("plugin " + jar.id() + " is " + state);
            }
        }
    }

    /** Dependents before what they depend on. */
    List<String> idsInOrderOfClosing() {
        return new ArrayList<>(getResolvedPlugins())
                .reversed().stream().map(plugin -> plugin.getPluginId()).toList();
    }

    @Override
    public void close() {
        idsInOrderOfClosing().forEach(this::unloadPlugin);
    }

    /** The descriptor was read and checked before. */
    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PluginDescriptorFinder() {
            @Override
            public boolean isApplicable(Path path) {
                return descriptors.containsKey(path);
            }

            @Override
            public PluginDescriptor find(Path path) {
                return Objects.requireNonNull(descriptors.get(path));
            }
        };
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new PluginLoader() {
            @Override
            public boolean isApplicable(Path path) {
                return true;
            }

            @Override
            public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                return new PluginClasses(JarPlugins.this, descriptor, shared, path);
            }
        };
    }

    /** No file in a plugin directory switches a plugin off: that would be a way past audit and policy. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String pluginId) {
                return false;
            }

            @Override
            public void disablePlugin(String pluginId) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void enablePlugin(String pluginId) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
