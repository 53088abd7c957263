package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.Identity;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LegacySessionsTest {

    private final LegacySessions sessions = new LegacySessions(
            new McpService(TestingProject::new, ServerInfo.of("mxcp", "1"), McpLimits.DEFAULT),
            new ActiveCalls(),
            TestingServer.LIMITS);

    private static Caller from(String address) {
        return Caller.of(Identity.anonymous(), Map.of(), "http", address);
    }

    private static Caller user(String name) {
        var identity = Identity.builder("github").userId(name).build();
        return Caller.of(identity, Map.of(), "http", "office");
    }

    @Test
    void aSessionIsKnownToWhoOpenedItAndToNobodyElse() throws Exception {
        var id = sessions.open(user("ada")).id();

        assertThat(sessions.require(id, user("ada"))).isNotNull();
        assertThatThrownBy(() -> sessions.require(id, user("eve"))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> sessions.require(id, from("office"))).isInstanceOf(Refusal.class);
    }

    @Test
    void oneCallerGetsHalfOfTheSessions() throws Exception {
        var half = TestingServer.LIMITS.maxSessions() / 2;
        var mine = new ArrayList<LegacySession>();
        for (var i = 0; i < half; i++) {
            mine.add(sessions.open(from("me")));
        }
        assertThatThrownBy(() -> sessions.open(from("me"))).hasMessageContaining("of this caller");
        assertThat(sessions.open(from("somebody else"))).isNotNull();

        sessions.close(mine.getFirst());
        sessions.close(mine.getFirst());
        assertThat(sessions.open(from("me"))).isNotNull();
        assertThatThrownBy(() -> sessions.open(from("me"))).isInstanceOf(Refusal.class);
    }
}
