package dev.mxcp.core.project;

import dev.mxcp.core.config.ConfigPlace;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.spi.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What secret resolvers are set up with: the project, and their blocks of the user's configuration. */
public final class ResolverSettings {

    /** Blocks at the top of the file, which are off until they say otherwise. */
    private static final Set<String> SWITCHED = Set.of("vault", "onepassword");

    private final Path root;
    private final String project;
    private final String profile;
    private final @Nullable YamlDocument user;
    private final Section blocks;

    /** @param blocks the user's configuration with the references replaced that need no plugin */
    ResolverSettings(Path root, String project, String profile, @Nullable YamlDocument user, Section blocks) {
        this.root = root;
        this.project = project;
        this.profile = profile;
        this.user = user;
        this.blocks = blocks;
    }

    /**
     * The configuration of one resolver.
     *
     * @param isWritten false when the file does not mention it
     * @param isOn false when the file switches it off
     */
    public record Block(Map<String, @Nullable Object> values, ConfigPlace place, boolean isWritten, boolean isOn) {

        public Location where() {
            return place.locate().apply(place.path());
        }
    }

    public Path root() {
        return root;
    }

    public String project() {
        return project;
    }

    public String profile() {
        return profile;
    }

    /** The names of all blocks under {@code secret_resolvers}. */
    public Set<String> names() {
        return blocks.section("secret_resolvers").values().keySet();
    }

    /** Where the block of this name under {@code secret_resolvers} is. */
    public Location where(String name) {
        return locate("secret_resolvers." + name);
    }

    /** The block of the resolver with this name. */
    public Block block(String name) {
        var named = blocks.section("secret_resolvers").values();
        if (SWITCHED.contains(name) && !named.containsKey(name)) {
            var values = new LinkedHashMap<String, @Nullable Object>(blocks.raw(name));
            var enabled = isTrue(values.remove("enabled"));
            var written = blocks.values().containsKey(name);
            return new Block(values, place(name), written, enabled || !written);
        }
        return new Block(Trees.map(named.get(name)), place("secret_resolvers." + name), named.containsKey(name), true);
    }

    /** A reference may stand for the flag; what is neither true nor false is told where the file is checked. */
    private static boolean isTrue(@Nullable Object value) {
        return value instanceof Secret secret
                ? secret.reveal().strip().equalsIgnoreCase("true")
                : Boolean.TRUE.equals(value);
    }

    private ConfigPlace place(String path) {
        return new ConfigPlace(path, this::locate);
    }

    private Location locate(String path) {
        return user == null ? Location.of("~/.mxcp/config.yml") : user.at(steps(path));
    }

    private static List<Object> steps(String path) {
        var steps = new ArrayList<Object>();
        for (var step : path.replace("[", ".[").split("\\.")) {
            steps.add(step.startsWith("[") ? (Object) Integer.valueOf(step.substring(1, step.length() - 1)) : step);
        }
        return steps;
    }
}
