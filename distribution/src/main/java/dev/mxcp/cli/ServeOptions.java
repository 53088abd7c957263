package dev.mxcp.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about serving; what is null is left to the configuration.
 *
 * @param allowedHosts names under which clients may reach the server, besides those of the configuration
 * @param toolset the only part of the project that clients see; null for all of it
 */
record ServeOptions(
        @Nullable String transport,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable Boolean sqlTools,
        boolean stateless,
        boolean watch,
        boolean ignoreErrors,
        boolean json,
        boolean debug,
        List<String> allowedHosts,
        @Nullable String toolset) {

    static ServeOptions onPort(int port) {
        return new ServeOptions(
                "streamable-http", null, port, null, false, false, false, false, false, List.of(), null);
    }
}
