package dev.mxcp.plugin.lang.jinja;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import java.util.List;

/** Supplies the endpoint language {@code jinja}. */
public final class JinjaPlugin implements PlatformPlugin {

    @Override
    public List<Factory<?, ? extends EndpointLanguage>> endpointLanguages() {
        return List.of(new JinjaLanguageFactory());
    }
}
