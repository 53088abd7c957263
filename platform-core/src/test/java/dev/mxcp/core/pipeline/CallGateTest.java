package dev.mxcp.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
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

    private static void assertBusy(CallGate gate) {
        assertThatThrownBy(() -> gate.enter("somebody", soon()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
    }
}
