package com.example.texttemplate;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PluginContext;

/** Creates the language that projects call {@code text-template}. */
final class TextTemplateFactory implements Factory<TextTemplateConfig, EndpointLanguage> {

    @Override
    public String name() {
        return "text-template";
    }

    @Override
    public Class<TextTemplateConfig> configType() {
        return TextTemplateConfig.class;
    }

    @Override
    public EndpointLanguage create(TextTemplateConfig config, PluginContext context) {
        return new TextTemplateLanguage(config);
    }
}
