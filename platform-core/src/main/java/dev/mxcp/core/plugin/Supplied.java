package dev.mxcp.core.plugin;

import dev.mxcp.core.config.ConfigBinder;
import dev.mxcp.core.config.ConfigException;
import dev.mxcp.core.config.ConfigPlace;
import dev.mxcp.spi.Factory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One factory that a plugin supplies.
 *
 * @param <T> the kind of service it creates
 */
public final class Supplied<T extends AutoCloseable> {

    private final SuppliedKind<T> kind;
    private final String name;
    private final Factory<?, ? extends T> factory;
    private final Origin origin;
    private final OpenServices open;

    Supplied(SuppliedKind<T> kind, String name, Factory<?, ? extends T> factory, Origin origin, OpenServices open) {
        this.kind = kind;
        this.name = name;
        this.factory = factory;
        this.origin = origin;
        this.open = open;
    }

    public SuppliedKind<T> kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /** The id of the plugin it comes from. */
    public String plugin() {
        return origin.plugin();
    }

    /** {@code data source 'duckdb'}. */
    public String label() {
        return "%s '%s'".formatted(kind.label(), name);
    }

    public Class<? extends Record> configType() {
        return factory.configType();
    }

    Origin origin() {
        return origin;
    }

    /**
     * Binds the configuration without creating anything, so that the problems of all blocks can be reported together.
     *
     * @throws ConfigException with everything that is wrong in these values
     */
    public Configured<T> configure(Map<String, ? extends @Nullable Object> values, ConfigPlace place) {
        return configure(factory, values, place);
    }

    private <C extends Record> Configured<T> configure(
            Factory<C, ? extends T> typed, Map<String, ? extends @Nullable Object> values, ConfigPlace place) {
        var config = PluginThread.call(origin.loader(), () -> ConfigBinder.bind(typed.configType(), values, place));
        return new Configured<>(typed, config, label(), origin, open);
    }
}
