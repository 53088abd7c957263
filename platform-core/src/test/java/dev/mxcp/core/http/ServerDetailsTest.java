package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.project.Settings.ServerDetails;
import dev.mxcp.spi.ContentDetails.Icon;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page about the server and its icons are told to clients that connect, and not with every answer. */
class ServerDetailsTest {

    private static final String PAGE = "https://example.com/about";

    private static final Map<String, Object> TOLD = Map.of(
            "name",
            "mxcp",
            "version",
            "1",
            "websiteUrl",
            PAGE,
            "icons",
            List.of(Map.of("src", "https://example.com/icon.png", "sizes", List.of("48x48"))));

    private final TestingProject project = new TestingProject().tool("quick", _ -> ok("quick"));
    private final HttpServer server = HttpServer.start(
            HttpSettings.loopback(0),
            new McpService(
                    () -> project,
                    ServerInfo.of("mxcp", "1")
                            .withDetails(new ServerDetails(
                                    PAGE,
                                    List.of(new Icon("https://example.com/icon.png", null, List.of("48x48"), null)))),
                    McpLimits.DEFAULT));

    @AfterEach
    void stop() {
        server.close(Duration.ZERO);
    }

    @Test
    void aClientOfASessionHearsOfThemWhenItConnects() {
        try (var client = new TestingClient(server)) {
            var answer =
                    TestingClient.object(client.post(TestingClient.INITIALIZE).body());
            assertThat(answer.get("result")).extracting("serverInfo").isEqualTo(TOLD);
        }
    }

    @Test
    void aClientWithoutASessionHearsOfThemWhenItAsks() {
        try (var client = new ModernClient(server)) {
            assertThat(client.result(client.request("server/discover", Map.of()))
                            .get("_meta"))
                    .isEqualTo(Map.of("io.modelcontextprotocol/serverInfo", TOLD));
            assertThat(client.result(client.call("quick", Map.of())).get("_meta"))
                    .isEqualTo(Map.of("io.modelcontextprotocol/serverInfo", Map.of("name", "mxcp", "version", "1")));
        }
    }
}
