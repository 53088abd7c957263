package load;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PlatformPlugin;
import dev.mxcp.spi.PluginContext;
import java.util.List;

/** A language whose endpoints answer with their arguments: what is left is the platform's own cost. */
public final class EchoPlugin implements PlatformPlugin {

    @Override
    public List<Factory<?, ? extends EndpointLanguage>> endpointLanguages() {
        return List.of(new EchoFactory());
    }

    public record Config() {}

    static final class EchoFactory implements Factory<Config, EndpointLanguage> {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public Class<Config> configType() {
            return Config.class;
        }

        @Override
        public EndpointLanguage create(Config config, PluginContext context) {
            return (source, project) -> (arguments, call) -> EndpointResult.of(arguments);
        }
    }
}
