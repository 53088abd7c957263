package dev.mxcp.core.plugin;

import java.nio.file.Path;

/**
 * The project and profile that services are created for.
 *
 * @param directory the folder that holds {@code mxcp-site.yml}
 * @param project the project's name in it
 * @param profile the active profile
 */
public record ServiceScope(Path directory, String project, String profile) {
    public ServiceScope {
        directory = directory.toAbsolutePath().normalize();
    }
}
