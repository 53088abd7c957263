package dev.mxcp.spi;

/**
 * Creates one configured service. The platform binds the YAML block to {@link #configType()} and reports unknown keys,
 * wrong types and whatever the record's compact constructor rejects with an {@link IllegalArgumentException}; a plugin
 * never parses.
 *
 * @param <C> the config record; {@code @Nullable} components are optional, {@link Secret} components are redacted
 * @param <T> the kind of service
 */
public interface Factory<C extends Record, T extends AutoCloseable> {

    /** The name users write in YAML: lower-case words joined by hyphens, unique per kind. */
    String name();

    Class<C> configType();

    /**
     * Creates the service. May block. Called once per configured instance, before any request.
     *
     * @throws PlatformException when the service cannot be had; the start stops with its message
     */
    T create(C config, PluginContext context);
}
