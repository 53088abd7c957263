package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PluginContext;

final class PythonLanguageFactory implements Factory<PythonConfig, EndpointLanguage> {

    @Override
    public String name() {
        return "python";
    }

    @Override
    public Class<PythonConfig> configType() {
        return PythonConfig.class;
    }

    @Override
    public EndpointLanguage create(PythonConfig config, PluginContext context) {
        return new PythonLanguage(config, context, System.getenv());
    }
}
