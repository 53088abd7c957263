package dev.mxcp.plugin.lang.jinja;

import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.contract.PlatformPluginContract;

class JinjaPluginContractTest extends PlatformPluginContract {

    @Override
    protected Class<? extends PlatformPlugin> entry() {
        return JinjaPlugin.class;
    }
}
