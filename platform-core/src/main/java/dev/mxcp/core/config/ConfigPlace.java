package dev.mxcp.core.config;

import dev.mxcp.core.problem.Location;
import java.util.function.Function;

/**
 * Where a block of configuration stands.
 *
 * @param path keys from the top of the file, such as {@code profiles.dev.duckdb} or {@code audit[0]}; may be empty
 * @param locate turns such a path into the place in the file; for a path that is not there, the nearest place above it
 */
public record ConfigPlace(String path, Function<String, Location> locate) {

    /** For callers who know the file only. */
    public static ConfigPlace of(String path, String file) {
        return new ConfigPlace(path, _ -> Location.of(file));
    }

    ConfigPlace key(String key) {
        return new ConfigPlace(path.isEmpty() ? key : path + "." + key, locate);
    }

    ConfigPlace index(int index) {
        return new ConfigPlace("%s[%d]".formatted(path, index), locate);
    }

    Location location() {
        return locate.apply(path);
    }

    /** {@code profiles.dev.duckdb.threads: }, or nothing at the top. */
    String prefix() {
        return path.isEmpty() ? "" : path + ": ";
    }
}
