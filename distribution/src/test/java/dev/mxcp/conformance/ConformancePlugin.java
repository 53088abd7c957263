package dev.mxcp.conformance;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.PluginContext;
import java.util.List;

/** What the jar supplies: one endpoint language. */
public final class ConformancePlugin implements PlatformPlugin {

    @Override
    public List<Factory<?, ? extends EndpointLanguage>> endpointLanguages() {
        return List.of(new LanguageFactory());
    }

    /** The language has nothing to configure. */
    public record Config() {}

    private static final class LanguageFactory implements Factory<Config, EndpointLanguage> {

        @Override
        public String name() {
            return "conformance";
        }

        @Override
        public Class<Config> configType() {
            return Config.class;
        }

        @Override
        public EndpointLanguage create(Config config, PluginContext context) {
            return new ConformanceLanguage(context.projectDirectory());
        }
    }
}
