package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpLimits;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ServerInfo;
import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.spi.Identity;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final McpMessage.Request INITIALIZE =
            new McpMessage.Request(1L, "initialize", Map.of("protocolVersion", "2025-11-25"));

    private static final Caller ANONYMOUS = from("me");

    private final AtomicLong clock = new AtomicLong();
    private final Sessions sessions = new Sessions(
            new McpService(TestingProject::new, ServerInfo.of("mxcp", "1"), McpLimits.DEFAULT),
            TestingServer.LIMITS,
            clock::get);

    private void pass(Duration time) {
        sessions.watch(clock.addAndGet(time.toNanos()));
    }

    private static Caller from(String address) {
        return Caller.of(Identity.anonymous(), Map.of(), "http", address);
    }

    private static Caller user(String name) {
        var identity = Identity.builder("github").userId(name).build();
        return Caller.of(identity, Map.of(), "http", "office");
    }

    @Test
    void aSessionIsKnownToWhoOpenedItAndToNobodyElse() throws Exception {
        var id = sessions.open(INITIALIZE, user("ada")).session().id();

        assertThat(sessions.require(id, user("ada"))).isNotNull();
        for (var other : List.of(user("eve"), ANONYMOUS)) {
            assertThatThrownBy(() -> sessions.require(id, other))
                    .isInstanceOf(Refusal.class)
                    .hasMessage("there is no such session; initialize a new one");
        }
        var anonymous = sessions.open(INITIALIZE, ANONYMOUS).session().id();
        assertThatThrownBy(() -> sessions.require(anonymous, user("ada"))).isInstanceOf(Refusal.class);
    }

    @Test
    void whoMayNotUseASessionCannotKeepItAliveEither() throws Exception {
        var id = sessions.open(INITIALIZE, user("ada")).session().id();
        for (var i = 0; i < 3; i++) {
            pass(TestingServer.LIMITS.sessionTtl().dividedBy(2));
            assertThatThrownBy(() -> sessions.require(id, user("eve"))).isInstanceOf(Refusal.class);
        }
        assertThat(sessions.all()).isEmpty();
    }

    @Test
    void aSessionIsKnownAtTheAddressWhereItWasOpened() throws Exception {
        var id = sessions.open(INITIALIZE, ANONYMOUS.withToolset("travel"))
                .session()
                .id();

        assertThat(sessions.require(id, ANONYMOUS.withToolset("travel"))).isNotNull();
        assertThatThrownBy(() -> sessions.require(id, ANONYMOUS)).isInstanceOf(Refusal.class);
    }

    @Test
    void aSessionThatNobodyUsesEnds() throws Exception {
        var id = sessions.open(INITIALIZE, from("me")).session().id();
        pass(TestingServer.LIMITS.sessionTtl());
        assertThat(sessions.require(id, ANONYMOUS)).isNotNull();

        pass(TestingServer.LIMITS.sessionTtl().plusNanos(1));
        assertThatThrownBy(() -> sessions.require(id, ANONYMOUS)).isInstanceOf(Refusal.class);
    }

    @Test
    void aSessionThatIsUsedLives() throws Exception {
        var id = sessions.open(INITIALIZE, from("me")).session().id();
        for (var i = 0; i < 5; i++) {
            pass(TestingServer.LIMITS.sessionTtl());
            assertThat(sessions.require(id, ANONYMOUS)).isNotNull();
        }
    }

    @Test
    void aSessionWithACallUnderWayLives() throws Exception {
        var session =
                sessions.require(sessions.open(INITIALIZE, from("me")).session().id(), ANONYMOUS);
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
            sessions.open(INITIALIZE, from("caller " + i));
        }
        assertThatThrownBy(() -> sessions.open(INITIALIZE, from("me"))).isInstanceOf(Refusal.class);

        var one = sessions.all().iterator().next();
        sessions.close(one);
        sessions.close(one);
        sessions.open(INITIALIZE, from("me"));
        assertThatThrownBy(() -> sessions.open(INITIALIZE, from("me"))).isInstanceOf(Refusal.class);
    }

    @Test
    void oneCallerGetsHalfOfTheSessions() throws Exception {
        var half = TestingServer.LIMITS.maxSessions() / 2;
        for (var i = 0; i < half; i++) {
            sessions.open(INITIALIZE, from("me"));
        }
        assertThatThrownBy(() -> sessions.open(INITIALIZE, from("me"))).hasMessageContaining("of this caller");
        assertThat(sessions.open(INITIALIZE, from("somebody else"))).isNotNull();

        sessions.close(sessions.all().stream()
                .filter(session -> session.party.equals("address me"))
                .findAny()
                .orElseThrow());
        assertThat(sessions.open(INITIALIZE, from("me"))).isNotNull();
    }

    @Test
    void whatIsKeptForAClientThatComesBackIsForgottenAWhileAfterTheEndOfItsStream() throws Exception {
        var session =
                sessions.require(sessions.open(INITIALIZE, from("me")).session().id(), ANONYMOUS);
        var running = session.openStream();
        var finished = session.openStream();
        running.send(new byte[1000]);
        finished.send(new byte[1000]);
        finished.end();

        pass(TestingServer.LIMITS.resumeGrace());
        pass(TestingServer.LIMITS.resumeGrace());
        assertThat(session.stream(finished.id())).contains(finished);
        assertThat(sessions.replayBytes()).isEqualTo(2000);

        pass(Duration.ofNanos(1));
        assertThat(session.stream(finished.id())).isEmpty();
        assertThat(session.stream(running.id())).contains(running);
        assertThat(sessions.replayBytes()).isEqualTo(1000);

        sessions.close(session);
        assertThat(sessions.replayBytes()).isZero();
    }

    @Test
    void allSessionsTogetherKeepNoMoreThanTheirShareOfMemory() throws Exception {
        for (var i = 0; i < 20; i++) {
            var session = sessions.require(
                    sessions.open(INITIALIZE, from("me")).session().id(), ANONYMOUS);
            for (var event = 0; event < 20; event++) {
                session.openStream().send(new byte[100_000]);
            }
            assertThat(sessions.replayBytes()).isLessThanOrEqualTo(TestingServer.LIMITS.maxReplayBytes());
        }
        for (var session : sessions.all()) {
            sessions.close(session);
        }
        assertThat(sessions.replayBytes()).isZero();
    }

    @Test
    void aStreamWhoseCallRunsIsNeverGivenUpForNewerOnes() throws Exception {
        var session =
                sessions.require(sessions.open(INITIALIZE, from("me")).session().id(), ANONYMOUS);
        var running = session.openStream();
        for (var i = 0; i < 100; i++) {
            session.openStream().end();
        }
        assertThat(session.stream(running.id())).contains(running);
        assertThat(session.stream("2")).isEmpty();
        assertThat(session.stream("101")).isPresent();
    }

    @Test
    void aStreamWhoseClientIsToComeBackOutlastsOthersThatEnded() throws Exception {
        var session =
                sessions.require(sessions.open(INITIALIZE, from("me")).session().id(), ANONYMOUS);
        var polled = session.openStream();
        polled.attach(new SseConnection(new ByteArrayOutputStream(), new ClientWaits(Duration.ofMinutes(1))), 0);
        polled.disconnect(Duration.ofMinutes(1));
        polled.end();
        for (var i = 0; i < 100; i++) {
            session.openStream().end();
        }
        assertThat(session.stream(polled.id())).contains(polled);
    }

    @Test
    void whatIsKeptForOneCallerLeavesRoomForOthers() throws Exception {
        for (var i = 0; i < 2; i++) {
            var session = sessions.require(
                    sessions.open(INITIALIZE, from("greedy")).session().id(), ANONYMOUS);
            for (var event = 0; event < 20; event++) {
                session.openStream().send(new byte[100_000]);
            }
        }
        var greedy = sessions.replayBytes();
        var other = sessions.require(
                sessions.open(INITIALIZE, from("modest")).session().id(), ANONYMOUS);
        other.openStream().send(new byte[100_000]);

        assertThat(sessions.replayBytes()).isEqualTo(greedy + 100_000);
    }

    @Test
    void anInitializeThatFailsTakesNoRoom() throws Exception {
        var bad = new McpMessage.Request(1L, "initialize", Map.of());
        for (var i = 0; i < 2 * TestingServer.LIMITS.maxSessions(); i++) {
            assertThatThrownBy(() -> sessions.open(bad, from("me"))).hasMessageContaining("protocolVersion");
        }
        assertThat(sessions.open(INITIALIZE, from("me"))).isNotNull();
    }
}
