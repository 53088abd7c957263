package dev.mxcp.core.project;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of configuration files that decide how the database and the languages are set up. Where they are right, an
 * endpoint can be checked, whatever else is wrong.
 */
final class Essentials {

    private static final Set<String> SITE = Set.of(
            "mxcp",
            "project",
            "profile",
            "secrets",
            "database",
            "plugin",
            "python",
            "languages",
            "plugins",
            "extensions",
            "paths",
            "profiles");
    private static final Set<String> SITE_PROFILE = Set.of("duckdb", "python", "languages");
    private static final Set<String> USER = Set.of("mxcp", "projects", "vault", "onepassword", "secret_resolvers");
    private static final Set<String> USER_PROFILE = Set.of("secrets", "plugin", "python", "languages");

    private Essentials() {}

    static @Nullable Object ofSite(@Nullable Object tree, String profile) {
        return narrowed(only(SITE, tree), "profiles", List.of(profile), SITE_PROFILE);
    }

    static @Nullable Object ofUser(@Nullable Object tree, String project, String profile) {
        return narrowed(only(USER, tree), "projects", List.of(project, "profiles", profile), USER_PROFILE);
    }

    private static @Nullable Object narrowed(@Nullable Object tree, String key, List<String> path, Set<String> kept) {
        return tree instanceof Map<?, ?> map && map.containsKey(key)
                ? Trees.replace(tree, List.of(key), along(path, kept, map.get(key)))
                : tree;
    }

    /** What is no mapping stays, so that it is found to be wrong. */
    private static @Nullable Object along(List<String> path, Set<String> kept, @Nullable Object tree) {
        if (path.isEmpty()) {
            return only(kept, tree);
        }
        var key = path.getFirst();
        if (!(tree instanceof Map<?, ?> map)) {
            return tree;
        }
        return map.containsKey(key)
                ? Collections.singletonMap(key, along(path.subList(1, path.size()), kept, map.get(key)))
                : Map.of();
    }

    private static @Nullable Object only(Set<String> kept, @Nullable Object tree) {
        if (!(tree instanceof Map<?, ?>)) {
            return tree;
        }
        var part = new LinkedHashMap<>(Trees.map(tree));
        part.keySet().retainAll(kept);
        return part;
    }
}
