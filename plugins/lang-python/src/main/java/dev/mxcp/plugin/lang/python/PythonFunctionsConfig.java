package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the site file's {@code plugin}.
 *
 * @param name what the names of its functions end in
 * @param module with the class {@code MXCPPlugin}
 * @param config what the class is created with
 */
public record PythonFunctionsConfig(
        String name, String module, @Nullable Map<String, Secret> config) {

    public PythonFunctionsConfig {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(
                    "name must be letters, digits and underscores: it becomes part of the names of SQL functions");
        }
        if (!module.matches("[^.\\s/\\\\]+(\\.[^.\\s/\\\\]+)*")) {
            throw new IllegalArgumentException(
                    "module must be the name of a Python module, such as caesar or text.caesar");
        }
        config = config == null ? null : Map.copyOf(config);
    }

    Map<String, Secret> settings() {
        return config == null ? Map.of() : config;
    }
}
