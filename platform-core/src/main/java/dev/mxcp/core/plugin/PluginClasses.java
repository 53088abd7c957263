package dev.mxcp.core.plugin;

import java.nio.file.Path;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/** The class loader of one plugin: shared classes first, then its own jar, then the plugins it depends on. */
final class PluginClasses extends PluginClassLoader {

    PluginClasses(PluginManager plugins, PluginDescriptor descriptor, ClassLoader shared, Path jar) {
        super(plugins, descriptor, shared, ClassLoadingStrategy.APD);
        addFile(jar.toFile());
    }
}
