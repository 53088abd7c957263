package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.contract.PlatformPluginContract;

class DuckDbPluginContractTest extends PlatformPluginContract {

    @Override
    protected Class<? extends PlatformPlugin> entry() {
        return DuckDbPlugin.class;
    }
}
