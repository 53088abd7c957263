package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Lane<String> lane = new Lane<>(2, 3);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void theWorkerWithMostPlacesIsNext() {
        lane.open("a");
        lane.open("b");

        assertThat(List.of(enter(), enter(), enter(), enter())).containsExactlyInAnyOrder("a", "b", "a", "b");
    }

    @Test
    void whoWaitsIsServedInOrder() throws Exception {
        lane.open("a");
        enter();
        enter();
        var order = new ArrayList<Integer>();
        var waiting = new ArrayList<Future<?>>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            waiting.add(threads.submit(() -> {
                enter();
                synchronized (order) {
                    order.add(number);
                }
                lane.leave("a");
            }));
            awaitWaiting(i + 1);
        }
        lane.leave("a");
        for (var one : waiting) {
            one.get();
        }
        assertThat(order).containsExactly(0, 1, 2);
    }

    @Test
    void callersTakeTurnsWhateverOneOfThemHasWaiting() throws Exception {
        lane.open("a");
        enter();
        enter();
        var order = new ArrayList<String>();
        var waiting = new ArrayList<Future<?>>();
        for (var user : List.of("ann", "ann", "bob")) {
            var call = TestingCallContext.anonymous()
                    .as(Identity.builder("github").username(user).build());
            waiting.add(threads.submit(() -> {
                lane.enter(call.deadline(), call);
                synchronized (order) {
                    order.add(user);
                }
                lane.leave("a");
            }));
            awaitWaiting(waiting.size());
        }
        lane.leave("a");
        for (var one : waiting) {
            one.get();
        }
        assertThat(order).containsExactly("ann", "bob", "ann");
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void oneTooManyIsRefused() throws Exception {
        var waiting = new ArrayList<Future<?>>();
        for (int i = 0; i < 3; i++) {
            waiting.add(threads.submit(this::enter));
            awaitWaiting(i + 1);
        }
        assertRefused(Code.LIMIT_EXCEEDED, this::enter);
        lane.open("a");
        lane.open("b");
        for (var one : waiting) {
            one.get();
        }
    }

    @Test
    void whoWaitsTooLongIsRefusedAndLeavesThePlaceToOthers() {
        assertRefused(
                Code.LIMIT_EXCEEDED,
                () -> lane.enter(Instant.now().plus(Duration.ofMillis(20)), TestingCallContext.anonymous()));
        lane.open("a");

        assertThat(enter()).isEqualTo("a");
        assertThat(enter()).isEqualTo("a");
    }

    @Test
    void aCancelledCallStopsWaiting() throws Exception {
        var call = TestingCallContext.anonymous();
        var waiting = threads.submit(() -> lane.enter(call.deadline(), call));
        awaitWaiting(1);
        call.cancellation().cancel();

        assertThatThrownBy(waiting::get)
                .cause()
                .isInstanceOfSatisfying(
                        PlatformException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Code.CANCELLED));
        assertThat(lane.waiting()).isZero();
    }

    @Test
    void withoutAnyWorkerCallsAreRefusedUntilOneOpens() {
        lane.breakDown(new PlatformException(Code.UNAVAILABLE, "no Python"));

        assertRefused(Code.UNAVAILABLE, this::enter);
        lane.open("a");
        assertThat(enter()).isEqualTo("a");
    }

    @Test
    void aClosedWorkerGetsNoCalls() {
        lane.open("a");
        lane.open("b");
        var first = enter();
        lane.close(first);
        lane.leave(first);

        assertThat(List.of(enter(), enter())).containsOnly(first.equals("a") ? "b" : "a");
    }

    private String enter() {
        var call = TestingCallContext.anonymous();
        return lane.enter(call.deadline(), call);
    }

    private void awaitWaiting(int count) throws Exception {
        Awaited.until(() -> lane.waiting() >= count);
    }

    private static void assertRefused(Code code, Callable<?> action) {
        assertThatThrownBy(action::call)
                .isInstanceOfSatisfying(
                        PlatformException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
