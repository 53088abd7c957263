package dev.mxcp.spi;

import java.nio.file.Path;

/** What the platform tells a service about the place it works in. Grows by default methods. */
public interface PluginContext {

    /** The folder that holds {@code mxcp-site.yml}, absolute. */
    Path projectDirectory();

    /** The project's name in {@code mxcp-site.yml}. */
    String project();

    /** The active profile. */
    String profile();

    /** The folder of the jar this service was loaded from, absolute; native libraries may lie beside it. */
    Path pluginDirectory();
}
