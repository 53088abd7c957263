package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.CallContext.LogLevel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the session era is told that there is. For the other one see {@link StatelessRequestsTest}. */
@Timeout(30)
class CapabilitiesTest {

    private static final String SET_LEVEL = TestingClient.request(1, "logging/setLevel", "{\"level\":\"debug\"}");

    private static TestingProject project() {
        return new TestingProject().tool("talk", request -> {
            request.client().log(LogLevel.ERROR, "careful", Map.of());
            return ok("done");
        });
    }

    @Test
    void aSessionHasAllButTasks() {
        try (var server = new TestingServer(project());
                var client = server.client()) {
            assertThat(capabilities(client))
                    .isEqualTo(Map.of(
                            "tools", Map.of("listChanged", true),
                            "resources", Map.of("listChanged", true, "subscribe", true),
                            "prompts", Map.of("listChanged", true),
                            "completions", Map.of(),
                            "logging", Map.of()));
            assertThat(client.post(SET_LEVEL).body()).contains("\"result\":{}");
            assertThat(client.post(TestingClient.callTool(2, "talk")).body()).contains("careful", "done");
        }
    }

    @Test
    void whereNoSessionIsKeptNothingChangesAndNothingIsLogged() {
        try (var server = TestingServer.stateless(project());
                var client = new TestingClient(server.http)) {
            assertThat(capabilities(client))
                    .isEqualTo(Map.of(
                            "tools", Map.of(), "resources", Map.of(), "prompts", Map.of(), "completions", Map.of()));
            assertThat(client.post(SET_LEVEL).body()).contains("keeps no sessions");
            assertThat(client.post(TestingClient.callTool(2, "talk")).body())
                    .contains("done")
                    .doesNotContain("careful");
        }
    }

    private static Object capabilities(TestingClient client) {
        var answer = TestingClient.object(client.post(TestingClient.INITIALIZE).body());
        return ((Map<?, ?>) answer.get("result")).get("capabilities");
    }
}
