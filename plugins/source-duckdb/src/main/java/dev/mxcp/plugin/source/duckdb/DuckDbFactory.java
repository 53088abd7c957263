package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PluginContext;

/** Opens one database file with the engine that this jar carries. */
final class DuckDbFactory implements Factory<DuckDbConfig, DataSource> {

    @Override
    public String name() {
        return Engine.FACTORY_NAME;
    }

    @Override
    public Class<DuckDbConfig> configType() {
        return DuckDbConfig.class;
    }

    @Override
    public DataSource create(DuckDbConfig config, PluginContext context) {
        return DuckDbSource.open(config, FilePaths.in(context.projectDirectory()));
    }
}
