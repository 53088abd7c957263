package com.example.texttemplate;

import dev.mxcp.spi.contract.PluginJarContract;
import java.nio.file.Path;

class TextTemplateJarIT extends PluginJarContract {

    @Override
    protected Path jar() {
        return Path.of(System.getProperty("plugin.jar"));
    }
}
