package dev.mxcp.core.plugin;

import java.util.List;

/**
 * Parent of every plugin's class loader: the JDK and what the platform shares, and nothing else. So a plugin may bring
 * any version of any library.
 */
final class SharedClasses extends ClassLoader {

    /** JSpecify is shared so that its annotations on a plugin's config record can be read. */
    private static final List<String> PACKAGES = List.of("dev.mxcp.spi.", "org.slf4j.", "org.jspecify.annotations.");

    private final ClassLoader platform;

    SharedClasses(ClassLoader platform) {
        super("shared-with-plugins", ClassLoader.getPlatformClassLoader());
        this.platform = platform;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (PACKAGES.stream().anyMatch(name::startsWith)) {
            return platform.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
