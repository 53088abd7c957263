package dev.mxcp.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight calls = new InFlight();

    @Test
    void anOpenDoorLetsCallsIn() {
        assertThat(calls.enter()).isTrue();
        assertThat(calls.enter()).isTrue();
    }

    @Test
    void aClosedDoorLetsNobodyIn() {
        calls.close(Duration.ZERO);

        assertThat(calls.enter()).isFalse();
        assertThat(calls.enter()).isFalse();
    }

    @Test
    void closingWaitsForTheLastCall() throws Exception {
        calls.enter();
        calls.enter();
        var closing = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var closed = threads.submit(() -> {
                closing.countDown();
                calls.close(Duration.ofMinutes(1));
            });
            closing.await();
            calls.leave();
            assertThat(closed.state()).isEqualTo(Future.State.RUNNING);

            calls.leave();

            closed.get();
        }
    }

    @Test
    void closingGivesUpAfterItsPatience() {
        calls.enter();

        calls.close(Duration.ofMillis(1));

        assertThat(calls.enter()).isFalse();
    }

    @Test
    void callsThatEndAfterTheDoorWasClosedTwiceAreStillCounted() {
        calls.enter();
        calls.close(Duration.ZERO);
        calls.leave();

        calls.close(Duration.ofMinutes(1));

        assertThat(calls.enter()).isFalse();
    }
}
