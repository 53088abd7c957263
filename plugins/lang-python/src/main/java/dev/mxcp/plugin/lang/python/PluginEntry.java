package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the site file's {@code plugin}.
 *
 * @param name what the names of its functions end in
 * @param module with the class {@code MXCPPlugin}
 * @param config what the class is created with
 */
record PluginEntry(String name, String module, Map<String, @Nullable Object> config) {

    static List<PluginEntry> of(Project project) {
        var listed = project.site().get("plugin");
        var entries = listed instanceof Map ? List.of(listed) : listed instanceof List<?> list ? list : List.of();
        return entries.stream().map(entry -> of((Map<?, ?>) entry, project)).toList();
    }

    private static PluginEntry of(Map<?, ?> entry, Project project) {
        var config = entry.get("config");
        return new PluginEntry(
                String.valueOf(entry.get("name")),
                String.valueOf(entry.get("module")),
                config == null ? Map.of() : config(project, String.valueOf(config)));
    }

    private static Map<String, @Nullable Object> config(Project project, String name) {
        var revealed = new LinkedHashMap<String, @Nullable Object>();
        block(block(block(project.user(), "plugin"), "config"), name)
                .forEach((key, value) -> revealed.put(String.valueOf(key), revealed(value)));
        return revealed;
    }

    private static @Nullable Object revealed(@Nullable Object value) {
        return value instanceof Secret secret ? secret.reveal() : value;
    }

    private static Map<?, ?> block(Map<?, ?> parent, String key) {
        return parent.get(key) instanceof Map<?, ?> block ? block : Map.of();
    }
}
