package dev.mxcp.core;

import dev.mxcp.core.sql.SqlLanguage;
import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.PluginContext;
import java.util.List;

/** What the platform itself supplies, behind the same interfaces as a vendor's plugin. */
final class BuiltIn implements PlatformPlugin {

    @Override
    public List<Factory<?, ? extends EndpointLanguage>> endpointLanguages() {
        return List.of(new SqlFactory());
    }

    public record NoConfig() {}

    private static final class SqlFactory implements Factory<NoConfig, EndpointLanguage> {
        @Override
        public String name() {
            return "sql";
        }

        @Override
        public Class<NoConfig> configType() {
            return NoConfig.class;
        }

        @Override
        public EndpointLanguage create(NoConfig config, PluginContext context) {
            return new SqlLanguage();
        }
    }
}
