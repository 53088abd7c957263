package com.example.texttemplate;

import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.contract.PlatformPluginContract;

class TextTemplatePluginContractTest extends PlatformPluginContract {

    @Override
    protected Class<? extends PlatformPlugin> entry() {
        return TextTemplatePlugin.class;
    }
}
