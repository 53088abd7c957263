package dev.mxcp.core.http;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** A server on a free port, with limits short enough for tests that wait for what happens, not for time. */
final class TestingServer implements AutoCloseable {

    static final HttpLimits LIMITS = new HttpLimits(
            400,
            300,
            Duration.ofMinutes(1),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            10,
            1024 * 1024,
            1024 * 1024,
            Duration.ofSeconds(30));

    /** Limits with which a client that does nothing is soon given up. */
    static HttpLimits impatient(int connections) {
        return limits(connections, Duration.ofMillis(400));
    }

    static HttpLimits limits(int connections, Duration readTimeout) {
        return new HttpLimits(
                connections,
                100,
                LIMITS.sessionTtl(),
                LIMITS.upgradeAfter(),
                LIMITS.callHeartbeat(),
                LIMITS.streamHeartbeat(),
                LIMITS.resumeGrace(),
                10,
                LIMITS.maxReplayBytes(),
                LIMITS.maxRequestBytes(),
                readTimeout);
    }

    final AtomicReference<Generation> generation;
    final McpService service;
    final HttpServer http;

    TestingServer(Generation project) {
        this(project, HttpSettings.loopback(0).withLimits(LIMITS));
    }

    TestingServer(Generation project, HttpSettings settings) {
        this.generation = new AtomicReference<>(project);
        this.service = new McpService(
                generation::get,
                ServerInfo.of("mxcp", "1.2.3"),
                new McpLimits(32, 64 * 1024, 250, Duration.ofSeconds(30)));
        this.http = HttpServer.start(settings, service);
    }

    static TestingServer stateless(Generation project) {
        return new TestingServer(
                project, HttpSettings.loopback(0).withLimits(LIMITS).withStateless(true));
    }

    /** Serves another project from now on. */
    void reload(Generation project) {
        generation.set(project);
        service.generationChanged();
    }

    TestingClient client() {
        return TestingClient.initialized(http);
    }

    @Override
    public void close() {
        http.close(Duration.ZERO);
    }
}
