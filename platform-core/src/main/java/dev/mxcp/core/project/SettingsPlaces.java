package dev.mxcp.core.project;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;

/** Where the active profile's settings are written, for what is found wrong with them later. */
public final class SettingsPlaces {

    private static final Location SITE = Location.of("mxcp-site.yml");

    private final List<Layer> layers;
    private final String profile;

    /** @param path what the keys stand below */
    record Layer(YamlDocument document, List<Object> path) {}

    /** @param layers those that win first */
    SettingsPlaces(List<Layer> layers, String profile) {
        this.layers = List.copyOf(layers);
        this.profile = profile;
    }

    /** The key at this path, in the file whose value counts; the site file alone where no file has it. */
    public Location of(Object... keys) {
        return find(List.of(keys));
    }

    /** A key of the project's database, in the profile or in the site's own block. */
    public Location database(String key) {
        var inProfile = find(List.of("profiles", profile, "duckdb", key));
        return inProfile.equals(SITE) ? find(List.of("database", key)) : inProfile;
    }

    private Location find(List<Object> keys) {
        for (var layer : layers) {
            var path = new ArrayList<>(layer.path());
            path.addAll(keys);
            if (layer.document().value(path) != null) {
                return layer.document().keyAt(path);
            }
        }
        return SITE;
    }
}
