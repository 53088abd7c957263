package dev.mxcp.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class CallGateTest {

    private static CallLimits limits(int concurrent) {
        return new CallLimits(concurrent, 0, Duration.ofSeconds(30));
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(5);
    }

    @Test
    void aLargerGateLetsMoreIn() {
        var gate = new CallGate(limits(1));
        try (var _ = gate.enter("somebody", soon())) {
            assertBusy(gate);

            gate.resize(limits(2));

            try (var _ = gate.enter("somebody", soon())) {
                assertBusy(gate);
            }
        }
    }

    @Test
    void aSmallerGateLetsNobodyInUntilEnoughHaveLeft() {
        var gate = new CallGate(limits(2));
        var first = gate.enter("somebody", soon());
        var second = gate.enter("somebody", soon());

        gate.resize(limits(1));
        first.close();
        assertBusy(gate);
        second.close();

        try (var _ = gate.enter("somebody", soon())) {
            assertBusy(gate);
        }
    }

    @Test
    void aCancelledCallGivesItsPlaceInTheQueueUpAtOnce() throws Exception {
        var gate = new CallGate(new CallLimits(1, 1, Duration.ofHours(1)));
        var cancellation = new CallCancellation();
        var never = Instant.now().plus(Duration.ofHours(1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var _ = gate.enter("somebody", soon())) {
            var waiting = threads.submit(() -> {
                assertThatThrownBy(() -> gate.enter("somebody", never, cancellation))
                        .isInstanceOf(PlatformException.class)
                        .hasMessageContaining("cancelled");
                return Thread.currentThread().isInterrupted();
            });
            while (gate.waiting() == 0) {
                Thread.onSpinWait();
            }
            cancellation.cancel();

            assertThat(waiting.get())
                    .as("what comes after the wait is not interrupted")
                    .isFalse();
            assertThat(gate.waiting()).isZero();
        }
    }

    @Test
    void onePartyCannotTakeAllPlaces() {
        var gate = new CallGate(new CallLimits(3, 2, 0, Duration.ofSeconds(30)));
        try (var _ = gate.enter("greedy", soon());
                var _ = gate.enter("greedy", soon())) {
            assertThatThrownBy(() -> gate.enter("greedy", soon())).isInstanceOf(PlatformException.class);
            gate.enter("modest", soon()).close();
        }
    }

    @Test
    void onePartyCannotTakeTheWholeQueue() throws Exception {
        var gate = new CallGate(new CallLimits(2, 1, 2, Duration.ofSeconds(30)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var inside = gate.enter("greedy", soon());
                var other = gate.enter("modest", soon())) {
            var waiting = threads.submit(() -> gate.enter("greedy", soon()));
            while (gate.waiting() == 0) {
                Thread.onSpinWait();
            }

            assertThatThrownBy(() -> gate.enter("greedy", soon())).isInstanceOf(PlatformException.class);
            var second = threads.submit(() -> gate.enter("modest", soon()));
            inside.close();
            other.close();
            waiting.get().close();
            second.get().close();
        }
    }

    @Test
    void partiesThatHaveLeftAreForgotten() {
        var gate = new CallGate(limits(2));
        gate.enter("somebody", soon()).close();
        gate.enter("somebody else", soon()).close();

        assertThat(gate.parties()).isZero();
    }

    private static void assertBusy(CallGate gate) {
        assertThatThrownBy(() -> gate.enter("somebody", soon()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
    }
}
