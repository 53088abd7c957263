package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import java.util.List;

/** Supplies the endpoint language {@code python}, and SQL functions written in it. */
public final class PythonPlugin implements PlatformPlugin {

    @Override
    public List<Factory<?, ? extends EndpointLanguage>> endpointLanguages() {
        return List.of(new PythonLanguageFactory());
    }
}
