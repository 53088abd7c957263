package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final McpMessage.Request INITIALIZE =
            new McpMessage.Request(1L, "initialize", Map.of("protocolVersion", "2025-11-25"));

    private final AtomicLong clock = new AtomicLong();
    private final Sessions sessions = new Sessions(
            new McpService(TestingProject::new, ServerInfo.of("mxcp", "1"), McpLimits.DEFAULT),
            TestingServer.LIMITS,
            clock::get);

    private void pass(Duration time) {
        sessions.watch(clock.addAndGet(time.toNanos()));
    }

    @Test
    void aSessionThatNobodyUsesEnds() throws Exception {
        var id = sessions.open(INITIALIZE).session().id();
        pass(TestingServer.LIMITS.sessionTtl());
        assertThat(sessions.require(id)).isNotNull();

        pass(TestingServer.LIMITS.sessionTtl().plusNanos(1));
        assertThatThrownBy(() -> sessions.require(id)).isInstanceOf(Refusal.class);
    }

    @Test
    void aSessionThatIsUsedLives() throws Exception {
        var id = sessions.open(INITIALIZE).session().id();
        for (var i = 0; i < 5; i++) {
            pass(TestingServer.LIMITS.sessionTtl());
            assertThat(sessions.require(id)).isNotNull();
        }
    }

    @Test
    void aSessionWithACallUnderWayLives() throws Exception {
        var session = sessions.require(sessions.open(INITIALIZE).session().id());
        session.callStarted();
        pass(Duration.ofDays(1));
        assertThat(sessions.all()).hasSize(1);

        session.callEnded(clock.get());
        pass(Duration.ofDays(1));
        assertThat(sessions.all()).isEmpty();
    }

    @Test
    void anEndedSessionMakesRoomOnce() throws Exception {
        for (var i = 0; i < TestingServer.LIMITS.maxSessions(); i++) {
            sessions.open(INITIALIZE);
        }
        assertThatThrownBy(() -> sessions.open(INITIALIZE)).isInstanceOf(Refusal.class);

        var one = sessions.all().iterator().next();
        sessions.close(one);
        sessions.close(one);
        sessions.open(INITIALIZE);
        assertThatThrownBy(() -> sessions.open(INITIALIZE)).isInstanceOf(Refusal.class);
    }

    @Test
    void anInitializeThatFailsTakesNoRoom() throws Exception {
        var bad = new McpMessage.Request(1L, "initialize", Map.of());
        for (var i = 0; i < 2 * TestingServer.LIMITS.maxSessions(); i++) {
            assertThatThrownBy(() -> sessions.open(bad)).hasMessageContaining("protocolVersion");
        }
        assertThat(sessions.open(INITIALIZE)).isNotNull();
    }
}
