package dev.mxcp.core.project;

import dev.mxcp.spi.SecretResolver;
import java.nio.file.Path;
import java.util.List;
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
 * @param resolvers besides {@code env} and {@code file}, which are built in
 */
public record ProjectOptions(
        Path startDirectory,
        @Nullable String profile,
        Map<String, String> environment,
        Path home,
        boolean readonly,
        List<SecretResolver> resolvers) {

    public ProjectOptions {
        startDirectory = startDirectory.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
        resolvers = List.copyOf(resolvers);
    }

    /** Options as this process was started with. */
    public static ProjectOptions of(Path startDirectory) {
        return new ProjectOptions(
                startDirectory, null, System.getenv(), Path.of(System.getProperty("user.home")), false, List.of());
    }

    public ProjectOptions withProfile(@Nullable String value) {
        return new ProjectOptions(startDirectory, value, environment, home, readonly, resolvers);
    }

    public ProjectOptions withEnvironment(Map<String, String> value) {
        return new ProjectOptions(startDirectory, profile, value, home, readonly, resolvers);
    }

    public ProjectOptions withHome(Path value) {
        return new ProjectOptions(startDirectory, profile, environment, value, readonly, resolvers);
    }

    public ProjectOptions withReadonly(boolean value) {
        return new ProjectOptions(startDirectory, profile, environment, home, value, resolvers);
    }
}
