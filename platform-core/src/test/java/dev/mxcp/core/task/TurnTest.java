package dev.mxcp.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.pipeline.CallLimits;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancelled task gives its place in the queue to others, however long those before it take. */
@Timeout(30)
class TurnTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final CallGate gate = new CallGate(new CallLimits(1, 10, HOUR));
    private final Instant never = Instant.now().plus(HOUR);
    private final CallCancellation cancellation = new CallCancellation();

    @Test
    void aCancelledTaskNoLongerWaitsForItsTurn() {
        try (var _ = gate.enter("other", never)) {
            var waiting = start(() -> new Turn(gate, "somebody", never, cancellation));
            cancellation.cancel();
            assertCancelled(waiting);
        }
    }

    @Test
    void aCancelledTaskNoLongerWaitsToComeBack() {
        try (var turn = new Turn(gate, "somebody", never, cancellation)) {
            turn.leave();
            try (var _ = gate.enter("other", never)) {
                var waiting = start(() -> {
                    turn.comeBack();
                    return turn;
                });
                cancellation.cancel();
                assertCancelled(waiting);
            }
        }
        try (var free = gate.enter("somebody", Instant.now())) {
            assertThat(free).isNotNull();
        }
    }

    private static FutureTask<Turn> start(Callable<Turn> wait) {
        var waiting = new FutureTask<>(wait);
        Thread.ofVirtual().start(waiting);
        return waiting;
    }

    private static void assertCancelled(FutureTask<Turn> waiting) {
        assertThatThrownBy(waiting::get)
                .cause()
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
    }
}
