package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import java.util.List;

/** Supplies one embedded DuckDB engine. */
public final class DuckDbPlugin implements PlatformPlugin {

    /** Called by {@link java.util.ServiceLoader}. */
    public DuckDbPlugin() {}

    @Override
    public List<Factory<?, ? extends DataSource>> dataSources() {
        return List.of(new DuckDbFactory());
    }
}
