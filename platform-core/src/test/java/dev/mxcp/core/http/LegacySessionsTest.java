package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LegacySessionsTest {

    private final LegacySessions sessions = new LegacySessions(
            new McpService(TestingProject::new, ServerInfo.of("mxcp", "1"), McpLimits.DEFAULT),
            new ActiveCalls(),
            TestingServer.LIMITS);

    @Test
    void oneCallerGetsHalfOfTheSessions() throws Exception {
        var half = TestingServer.LIMITS.maxSessions() / 2;
        var mine = new ArrayList<LegacySession>();
        for (var i = 0; i < half; i++) {
            mine.add(sessions.open("me"));
        }
        assertThatThrownBy(() -> sessions.open("me")).hasMessageContaining("of this caller");
        assertThat(sessions.open("somebody else")).isNotNull();

        sessions.close(mine.getFirst());
        sessions.close(mine.getFirst());
        assertThat(sessions.open("me")).isNotNull();
        assertThatThrownBy(() -> sessions.open("me")).isInstanceOf(Refusal.class);
    }
}
