package dev.mxcp.cli;

import dev.mxcp.core.http.HttpLimits;
import dev.mxcp.core.http.HttpSettings;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.StateSeal;
import dev.mxcp.core.mcp.StatelessSettings;
import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.core.project.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How a project is served: the command line's wishes over those of the configuration. */
record TransportSettings(ServeOptions options, Settings settings) {

    private static final int MAX_PORT = 65_535;
    private static final List<String> KNOWN = List.of("streamable-http", "sse", "stdio");

    String transport() {
        return Objects.requireNonNullElse(
                options.transport(), settings.transport().provider());
    }

    boolean isStdio() {
        return transport().equals("stdio");
    }

    boolean isSse() {
        return transport().equals("sse");
    }

    boolean isStateless() {
        return options.stateless() || settings.transport().stateless();
    }

    Duration drainTime() {
        return settings.limits().drainTime();
    }

    void refuseUnknown() {
        if (isSse() && isStateless()) {
            throw new CommandFailure(
                    "the transport 'sse' needs sessions; remove --stateless, or use --transport streamable-http");
        }
        if (!KNOWN.contains(transport())) {
            var near = Suggestion.of(transport(), KNOWN)
                    .map("; did you mean '%s'?"::formatted)
                    .orElse("");
            throw new CommandFailure(
                    "unknown transport '%s'%s (one of: %s)".formatted(transport(), near, String.join(", ", KNOWN)));
        }
    }

    private int port() {
        var port =
                Objects.requireNonNullElse(options.port(), settings.transport().port());
        if (port < 0 || port > MAX_PORT) {
            throw new CommandFailure("there is no port %d; choose one from 0 (any that is free) to %d with --port"
                    .formatted(port, MAX_PORT));
        }
        return port;
    }

    HttpSettings http() {
        var transport = settings.transport();
        return new HttpSettings(
                Objects.requireNonNullElse(options.host(), transport.host()),
                port(),
                isStateless(),
                Stream.concat(transport.allowedHosts().stream(), options.allowedHosts().stream())
                        .toList(),
                transport.allowedOrigins(),
                httpLimits(),
                isSse());
    }

    private HttpLimits httpLimits() {
        var defaults = HttpLimits.DEFAULT;
        return new HttpLimits(
                settings.limits().maxConnections(),
                settings.limits().maxSessions(),
                settings.limits().sessionTtl(),
                defaults.upgradeAfter(),
                defaults.callHeartbeat(),
                defaults.streamHeartbeat(),
                defaults.resumeGrace(),
                defaults.replayEvents(),
                defaults.maxReplayBytes(),
                settings.limits().maxRequestMemory(),
                defaults.readTimeout());
    }

    /** How requests without a session are served. */
    StatelessSettings withoutSessions() {
        var secret = settings.transport().stateSecret();
        return StatelessSettings.of(secret == null ? StateSeal.ofProcess() : StateSeal.ofSecret(secret.reveal()));
    }

    McpLimits mcpLimits() {
        var defaults = McpLimits.DEFAULT;
        return new McpLimits(
                settings.limits().maxJsonDepth(),
                settings.limits().maxBodyBytes(),
                settings.limits().pageSize(),
                defaults.clientAnswer(),
                settings.limits().tasks());
    }
}
