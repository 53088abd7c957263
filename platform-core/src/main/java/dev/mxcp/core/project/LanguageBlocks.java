package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.Settings.LanguageBlock;
import dev.mxcp.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the configuration of endpoint languages together: the user's over the profile's over the site's. Python has a key
 * of its own; every other language has its name below {@code languages}.
 */
final class LanguageBlocks {

    private static final String PYTHON = "python";
    private static final String LANGUAGES = "languages";

    private final List<Layer> layers;

    /** @param layers from the weakest to the strongest */
    LanguageBlocks(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /**
     * A part of a configuration file.
     *
     * @param path where the part stands in its file
     */
    record Layer(ConfigFile file, List<Object> path) {
        Map<String, @Nullable Object> values() {
            return Trees.map(YamlPath.value(file.tree(), path));
        }
    }

    Map<String, LanguageBlock> read() {
        var blocks = new LinkedHashMap<String, LanguageBlock>();
        for (var name : names()) {
            var key = name.equals(PYTHON) ? List.<Object>of(PYTHON) : List.<Object>of(LANGUAGES, name);
            Map<String, @Nullable Object> values = Map.of();
            for (var layer : layers) {
                values = Trees.join(values, YamlPath.value(layer.values(), key));
            }
            blocks.put(name, new LanguageBlock(values, path -> place(key, path)));
        }
        return blocks;
    }

    private List<String> names() {
        var names = new LinkedHashSet<String>();
        for (var layer : layers) {
            if (layer.values().containsKey(PYTHON)) {
                names.add(PYTHON);
            }
            names.addAll(Trees.map(layer.values().get(LANGUAGES)).keySet());
        }
        return List.copyOf(names);
    }

    /** Where the strongest layer has the key; or its block, where a key is missing. */
    private Location place(List<Object> key, String path) {
        var steps = new ArrayList<>(key);
        if (!path.isEmpty()) {
            steps.addAll(
                    List.of((Object[]) path.replace("[", ".").replace("]", "").split("\\.")));
        }
        for (int length = steps.size(); length >= key.size(); length--) {
            var wanted = steps.subList(0, length);
            for (var layer : layers.reversed()) {
                if (YamlPath.value(layer.values(), wanted) != null) {
                    var whole = new ArrayList<>(layer.path());
                    whole.addAll(wanted);
                    return layer.file().document().keyAt(whole);
                }
            }
        }
        return Location.of("mxcp-site.yml");
    }
}
