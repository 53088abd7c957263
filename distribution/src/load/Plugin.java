import dev.mxcp.spi.Factory;
import dev.mxcp.spi.PluginContext;
import java.nio.file.Path;
import java.util.Map;

/** Makes what a plugin supplies, as the platform does, in the current folder. */
final class Plugin {

    private Plugin() {}

    /** @param config values by the names of the configuration's components; null where there is none */
    static <C extends Record, T extends AutoCloseable> T create(Factory<C, T> factory, Map<String, Object> config)
            throws ReflectiveOperationException {
        var components = factory.configType().getRecordComponents();
        var values = new Object[components.length];
        var types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = config.get(components[i].getName());
        }
        var constructor = factory.configType().getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return factory.create(constructor.newInstance(values), new Here());
    }

    private record Here() implements PluginContext {
        @Override
        public Path projectDirectory() {
            return Path.of("").toAbsolutePath();
        }

        @Override
        public String project() {
            return "load";
        }

        @Override
        public String profile() {
            return "default";
        }

        @Override
        public Path pluginDirectory() {
            return projectDirectory();
        }
    }
}
