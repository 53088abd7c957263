package dev.mxcp.core.plugin;

import java.nio.file.Path;

/**
 * Where a factory comes from.
 *
 * @param plugin the plugin's id
 * @param file its jar, for messages
 */
record Origin(String plugin, Path file, ClassLoader loader) {

    Path directory() {
        return file.toAbsolutePath().resolveSibling("").normalize();
    }
}
