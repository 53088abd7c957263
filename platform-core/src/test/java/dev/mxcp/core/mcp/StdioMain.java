package dev.mxcp.core.mcp;

import dev.mxcp.core.stdio.StdioServer;
import java.io.IOException;
import java.time.Duration;

/** A server process for clients that start their server themselves. */
final class StdioMain {

    private StdioMain() {}

    public static void main(String[] args) throws IOException {
        var project = ClientProject.create();
        var service = new McpService(() -> project, ServerInfo.of("mxcp", "1.2.3"), McpLimits.DEFAULT);
        new StdioServer(service, System.in, System.out).run(Duration.ofSeconds(5));
    }
}
