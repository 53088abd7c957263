package dev.mxcp.plugin.lang.jinja;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PluginContext;

final class JinjaLanguageFactory implements Factory<JinjaConfig, EndpointLanguage> {

    @Override
    public String name() {
        return "jinja";
    }

    @Override
    public Class<JinjaConfig> configType() {
        return JinjaConfig.class;
    }

    @Override
    public EndpointLanguage create(JinjaConfig config, PluginContext context) {
        return new JinjaLanguage();
    }
}
