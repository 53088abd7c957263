package com.example.texttemplate;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import java.util.List;

/** What this jar supplies: one endpoint language. */
public final class TextTemplatePlugin implements PlatformPlugin {

    @Override
    public List<Factory<?, ? extends EndpointLanguage>> endpointLanguages() {
        return List.of(new TextTemplateFactory());
    }
}
