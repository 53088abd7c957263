package dev.mxcp.core.project;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a project is loaded with, besides its files.
 *
 * @param startDirectory {@code mxcp-site.yml} is looked for here and in the folders above
 * @param profile wins over {@code MXCP_PROFILE} and the site file; null to leave it to them
 * @param environment environment variables
 * @param home where {@code .mxcp/config.yml} is looked for
 * @param readonly opens the database read-only, whatever the profile says
 */
public record ProjectOptions(
        Path startDirectory, @Nullable String profile, Map<String, String> environment, Path home, boolean readonly) {

    public ProjectOptions {
        startDirectory = startDirectory.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** Options as this process was started with. */
    public static ProjectOptions of(Path startDirectory) {
        return new ProjectOptions(
                startDirectory, null, System.getenv(), Path.of(System.getProperty("user.home")), false);
    }

    public ProjectOptions withProfile(@Nullable String value) {
        return new ProjectOptions(startDirectory, value, environment, home, readonly);
    }

    public ProjectOptions withEnvironment(Map<String, String> value) {
        return new ProjectOptions(startDirectory, profile, value, home, readonly);
    }

    public ProjectOptions withHome(Path value) {
        return new ProjectOptions(startDirectory, profile, environment, value, readonly);
    }

    public ProjectOptions withReadonly(boolean value) {
        return new ProjectOptions(startDirectory, profile, environment, home, value);
    }
}
