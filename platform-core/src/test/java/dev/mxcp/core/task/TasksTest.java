package dev.mxcp.core.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.call.Client;
import dev.mxcp.core.project.TaskLimits;
import dev.mxcp.core.task.TaskState.Cancelled;
import dev.mxcp.core.task.TaskState.Completed;
import dev.mxcp.core.task.TaskState.Failed;
import dev.mxcp.core.task.TaskState.InputRequired;
import dev.mxcp.core.task.TaskState.Working;
import dev.mxcp.core.task.TaskWork.End;
import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TasksTest {

    private static final Identity ANN = Identity.builder("git").userId("1").build();
    private static final Identity BEN = Identity.builder("git").userId("2").build();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TaskTerms AT_ONCE = new TaskTerms(Duration.ZERO, HOUR, HOUR, Duration.ofSeconds(1));
    private static final TaskTerms AFTER_A_WHILE = new TaskTerms(HOUR, HOUR, HOUR, Duration.ofSeconds(1));
    private static final InputRequest.Form NAME = new InputRequest.Form("your name?", Map.of());

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final CountDownLatch released = new CountDownLatch(1);
    private Tasks tasks = new Tasks(limits(4, 100, 100), now::get);

    @AfterEach
    void stop() {
        released.countDown();
        tasks.close(Duration.ZERO);
    }

    @Test
    void goesOnWithoutItsCallerAndKeepsTheResult() {
        var started = start(ANN, AT_ONCE, this::waitThenSucceed);

        assertThat(started.awaitAnswer()).isEmpty();
        assertThat(state(ANN, started)).isEqualTo(new Working());
        released.countDown();
        assertThat(started.task().awaitEnd(HOUR)).isTrue();
        assertThat(state(ANN, started)).isEqualTo(new Completed("done"));
    }

    @Test
    void isNoTaskWhenTheResultComesWhileTheCallerWaits() {
        var started = start(ANN, AFTER_A_WHILE, (_, _, _) -> completed("quick"));

        assertThat(started.awaitAnswer()).contains(completed("quick"));
        assertThat(tasks.find(ANN, null, started.task().id())).isEmpty();
    }

    @Test
    void isUnknownToEveryoneElse() {
        var started = start(ANN, AT_ONCE, this::waitThenSucceed);

        assertThat(tasks.find(ANN, null, started.task().id())).isPresent();
        assertThat(tasks.find(BEN, null, started.task().id())).isEmpty();
        assertThat(tasks.find(ANN, "finance", started.task().id())).isEmpty();
        assertThat(tasks.find(Identity.anonymous(), null, started.task().id())).isEmpty();
        assertThat(tasks.find(
                        Identity.builder("hub").userId("1").build(),
                        null,
                        started.task().id()))
                .isEmpty();
    }

    @Test
    void hasAnIdThatNobodyGuesses() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 50; i++) {
            ids.add(start(ANN, AT_ONCE, this::waitThenSucceed).task().id());
        }

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Za-z0-9_-]{32}"));
    }

    @Test
    void isKeptForItsLifetimeAndNotLonger() {
        var started = start(ANN, AT_ONCE, (_, _, _) -> completed("done"));
        started.task().awaitEnd(HOUR);

        now.updateAndGet(time -> time.plus(HOUR).plus(HOUR).minusMillis(1));
        assertThat(tasks.find(ANN, null, started.task().id())).isPresent();
        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(tasks.find(ANN, null, started.task().id())).isEmpty();
    }

    @Test
    void expiredTasksMakeRoomForOthers() {
        tasks = new Tasks(limits(4, 1, 1), now::get);
        start(ANN, AT_ONCE, (_, _, _) -> completed("done")).task().awaitEnd(HOUR);
        assertThatThrownBy(() -> start(ANN, AT_ONCE, this::waitThenSucceed)).isInstanceOf(PlatformException.class);

        now.updateAndGet(time -> time.plus(HOUR).plus(HOUR));

        assertThat(state(ANN, start(ANN, AT_ONCE, this::waitThenSucceed))).isEqualTo(new Working());
    }

    @Test
    void oneCallerCannotTakeAllTasks() {
        tasks = new Tasks(limits(4, 3, 2), now::get);
        start(ANN, AT_ONCE, this::waitThenSucceed);
        start(ANN, AT_ONCE, this::waitThenSucceed);

        assertThatThrownBy(() -> start(ANN, AT_ONCE, this::waitThenSucceed))
                .isInstanceOfSatisfying(
                        PlatformException.class,
                        e -> assertThat(e.userMessage()).contains("too many tasks"));
        assertThat(state(BEN, start(BEN, AT_ONCE, this::waitThenSucceed))).isEqualTo(new Working());
        assertThatThrownBy(() -> start(BEN, AT_ONCE, this::waitThenSucceed)).isInstanceOf(PlatformException.class);
    }

    @Test
    void waitsForItsTurnAndLeavesItWhileItWaitsForAnswers() throws Exception {
        tasks = new Tasks(limits(1, 10, 10), now::get);
        var asking = start(ANN, AT_ONCE, (client, _, _) -> {
            client.ask(Map.of("name", NAME), Instant.MAX);
            return completed("asked");
        });
        awaitState(asking, InputRequired.class);

        var other = start(BEN, AT_ONCE, (_, _, _) -> completed("between"));
        assertThat(other.task().awaitEnd(HOUR)).isTrue();
        asking.task().answer(Map.of("name", new ElicitAnswer.Declined()));

        assertThat(asking.task().awaitEnd(HOUR)).isTrue();
        assertThat(state(ANN, asking)).isEqualTo(new Completed("asked"));
    }

    @Test
    void asksForAllAnswersAndTakesThemOneByOne() throws Exception {
        var questions = new LinkedHashMap<String, InputRequest>();
        questions.put("first", NAME);
        questions.put("second", NAME);
        var started = start(
                ANN,
                AT_ONCE,
                (client, _, _) ->
                        completed(client.ask(questions, Instant.MAX).keySet().toString()));
        awaitState(started, InputRequired.class);

        started.task().answer(Map.of("first", new ElicitAnswer.Declined(), "unknown", new ElicitAnswer.Declined()));
        assertThat(state(ANN, started)).isEqualTo(new InputRequired(Map.of("second", NAME)));
        started.task().answer(Map.of("second", new ElicitAnswer.Declined()));

        assertThat(started.task().awaitEnd(HOUR)).isTrue();
        assertThat(state(ANN, started)).isEqualTo(new Completed("[first, second]"));
    }

    @Test
    void neverUsesAKeyForTwoQuestions() throws Exception {
        var started = start(ANN, AT_ONCE, (client, _, _) -> {
            client.ask(Map.of("name", NAME), Instant.MAX);
            return completed(
                    client.ask(Map.of("name", NAME), Instant.MAX).keySet().toString());
        });
        awaitState(started, InputRequired.class);
        started.task().answer(Map.of("name", new ElicitAnswer.Declined()));
        awaitQuestion(started, "name-2");
        started.task().answer(Map.of("name", new ElicitAnswer.Declined()));
        assertThat(state(ANN, started)).isInstanceOf(InputRequired.class);
        started.task().answer(Map.of("name-2", new ElicitAnswer.Declined()));

        assertThat(started.task().awaitEnd(HOUR)).isTrue();
        assertThat(state(ANN, started)).isEqualTo(new Completed("[name]"));
    }

    @Test
    void aQuestionWhileTheCallerWaitsIsTheCallersToAnswer() {
        var started = start(ANN, AFTER_A_WHILE, (client, _, _) -> {
            try {
                return completed(client.ask(Map.of("name", NAME), Instant.MAX).toString());
            } catch (CallSuspended e) {
                return new End.Suspended(e.requests());
            }
        });

        assertThat(started.awaitAnswer()).contains(new End.Suspended(Map.of("name", NAME)));
        assertThat(tasks.find(ANN, null, started.task().id())).isEmpty();
    }

    @Test
    void cancellingEndsItForGoodAndStopsTheWork() throws Exception {
        var begun = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var started = start(ANN, AT_ONCE, (_, cancellation, _) -> {
            cancellation.onCancel(stopped::countDown);
            begun.countDown();
            return waitThenSucceed(Client.SILENT, cancellation, HOUR);
        });
        begun.await();

        started.task().cancel();

        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
        released.countDown();
        assertThat(state(ANN, started)).isEqualTo(new Cancelled());
        started.task().cancel();
        assertThat(state(ANN, started)).isEqualTo(new Cancelled());
    }

    @Test
    void workThatDoesNotEndInTimeIsStopped() throws Exception {
        var stopped = new CountDownLatch(1);
        var terms = new TaskTerms(Duration.ZERO, Duration.ofMillis(1), HOUR, Duration.ofSeconds(1));
        var started = start(ANN, terms, (_, cancellation, _) -> {
            cancellation.onCancel(stopped::countDown);
            return waitThenSucceed(Client.SILENT, cancellation, HOUR);
        });

        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(state(ANN, started))
                .isInstanceOfSatisfying(
                        Failed.class, end -> assertThat(end.message()).contains("was stopped"));
    }

    @Test
    void aDefectShowsTheTaskOnly() {
        var started = start(ANN, AT_ONCE, (_, _, _) -> {
            throw new IllegalStateException("secret");
        });

        assertThat(started.task().awaitEnd(HOUR)).isTrue();
        assertThat(state(ANN, started))
                .isEqualTo(new Failed(
                        -32603, "internal error, task " + started.task().id()));
    }

    @Test
    void resultsTakeNoMoreMemoryThanTheyMay() {
        tasks = new Tasks(new TaskLimits(4, 4, 100, 100, 40, HOUR, HOUR, Duration.ofSeconds(1)), now::get);
        var kept = start(ANN, AT_ONCE, (_, _, _) -> completed("0123456789"));
        kept.task().awaitEnd(HOUR);
        var lost = start(ANN, AT_ONCE, (_, _, _) -> completed("x"));
        lost.task().awaitEnd(HOUR);

        assertThat(state(ANN, kept)).isEqualTo(new Completed("0123456789"));
        assertThat(state(ANN, lost)).isInstanceOf(Failed.class);
        var ofOther = start(BEN, AT_ONCE, (_, _, _) -> completed("0123456789"));
        ofOther.task().awaitEnd(HOUR);
        assertThat(state(BEN, ofOther)).isInstanceOf(Completed.class);
    }

    @Test
    void argumentsTakeMemoryUntilTheTaskHasEnded() throws Exception {
        tasks = new Tasks(new TaskLimits(1, 1, 100, 100, 40, HOUR, HOUR, Duration.ofSeconds(1)), now::get);
        var running = start(ANN, AT_ONCE, 6, this::waitThenSucceed);
        var waiting = start(ANN, AT_ONCE, 4, this::waitThenSucceed);
        assertThatThrownBy(() -> start(ANN, AT_ONCE, 1, this::waitThenSucceed))
                .isInstanceOfSatisfying(
                        PlatformException.class,
                        e -> assertThat(e.userMessage()).contains("all the memory they may"));
        assertThat(state(BEN, start(BEN, AT_ONCE, 10, this::waitThenSucceed))).isEqualTo(new Working());

        waiting.task().cancel();
        released.countDown();
        assertThat(running.task().awaitEnd(HOUR)).isTrue();
        // "done" takes four of the ten that are Ann's
        startAsSoonAsThereIsRoom(6);
    }

    private void startAsSoonAsThereIsRoom(long argumentBytes) {
        while (true) {
            try {
                start(ANN, AT_ONCE, argumentBytes, this::waitThenSucceed);
                return;
            } catch (PlatformException full) {
                Thread.onSpinWait();
            }
        }
    }

    /** As they lie in memory: two bytes a character as soon as one needs them. */
    @Test
    void resultsAreCountedInBytes() {
        tasks = new Tasks(new TaskLimits(4, 4, 100, 100, 40, HOUR, HOUR, Duration.ofSeconds(1)), now::get);
        var lost = start(ANN, AT_ONCE, (_, _, _) -> completed("12345\u20ac"));
        lost.task().awaitEnd(HOUR);
        assertThat(state(ANN, lost)).isInstanceOf(Failed.class);
        var kept = start(ANN, AT_ONCE, (_, _, _) -> completed("1234\u20ac"));
        kept.task().awaitEnd(HOUR);
        assertThat(state(ANN, kept)).isEqualTo(new Completed("1234\u20ac"));
    }

    @Test
    void theResultOfATaskThatWasCancelledTakesNoMemory() throws Exception {
        tasks = new Tasks(new TaskLimits(1, 1, 100, 100, 40, HOUR, HOUR, Duration.ofSeconds(1)), now::get);
        var begun = new CountDownLatch(1);
        var cancelled = start(ANN, AT_ONCE, (client, cancellation, time) -> {
            begun.countDown();
            return waitThenSucceed(client, cancellation, time);
        });
        begun.await();
        cancelled.task().cancel();
        released.countDown();
        // runs when the cancelled one has left, as one runs at a time
        var kept = start(ANN, AT_ONCE, (_, _, _) -> completed("0123456789"));
        kept.task().awaitEnd(HOUR);

        assertThat(state(ANN, cancelled)).isEqualTo(new Cancelled());
        assertThat(state(ANN, kept)).isEqualTo(new Completed("0123456789"));
    }

    @Test
    void progressIsItsMessage() throws Exception {
        var told = new CountDownLatch(1);
        var started = start(ANN, AT_ONCE, (client, cancellation, time) -> {
            client.progress(1, 2.0, null);
            told.countDown();
            return waitThenSucceed(client, cancellation, time);
        });

        assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(started.task().snapshot().message()).isEqualTo("1 of 2");
    }

    @Test
    void aStoppingServerLetsTasksEndAndCancelsTheRest() throws Exception {
        var asking = start(ANN, AT_ONCE, (client, _, _) -> {
            client.ask(Map.of("name", NAME), Instant.MAX);
            return completed("asked");
        });
        awaitState(asking, InputRequired.class);
        var ending = start(ANN, AT_ONCE, (_, _, _) -> completed("done"));
        var stuck = start(BEN, AT_ONCE, this::waitThenSucceed);

        ending.task().awaitEnd(HOUR);
        tasks.close(Duration.ofMillis(1));

        assertThat(asking.task().snapshot().state()).isEqualTo(new Cancelled());
        assertThat(ending.task().snapshot().state()).isEqualTo(new Completed("done"));
        assertThat(stuck.task().snapshot().state()).isEqualTo(new Cancelled());
        assertThatThrownBy(() -> start(ANN, AT_ONCE, this::waitThenSucceed)).isInstanceOf(PlatformException.class);
    }

    private Tasks.Started start(Identity identity, TaskTerms terms, TaskWork work) {
        return start(identity, terms, 0, work);
    }

    private Tasks.Started start(Identity identity, TaskTerms terms, long argumentBytes, TaskWork work) {
        return tasks.start(identity, null, Owner.of(identity).toString(), terms, argumentBytes, new Unanswered(), work);
    }

    private TaskState state(Identity identity, Tasks.Started started) {
        return tasks.find(identity, null, started.task().id())
                .orElseThrow()
                .snapshot()
                .state();
    }

    private static void awaitState(Tasks.Started started, Class<? extends TaskState> wanted) throws Exception {
        var changes = new LinkedBlockingQueue<Boolean>();
        try (var _ = started.task().onChange(() -> changes.add(true))) {
            while (!wanted.isInstance(started.task().snapshot().state())) {
                assertThat(changes.poll(30, TimeUnit.SECONDS)).isNotNull();
            }
        }
    }

    private static void awaitQuestion(Tasks.Started started, String key) throws Exception {
        var changes = new LinkedBlockingQueue<Boolean>();
        try (var _ = started.task().onChange(() -> changes.add(true))) {
            while (!(started.task().snapshot().state() instanceof InputRequired(var requests))
                    || !requests.containsKey(key)) {
                assertThat(changes.poll(30, TimeUnit.SECONDS)).isNotNull();
            }
        }
    }

    private End waitThenSucceed(Client client, CallCancellation cancellation, Duration time) {
        try {
            released.await();
            return completed("done");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return completed("interrupted");
        }
    }

    private static End completed(String result) {
        return new End.Done(new Completed(result));
    }

    private static TaskLimits limits(int running, int total, int totalOfOne) {
        return new TaskLimits(running, running, total, totalOfOne, 1000, HOUR, HOUR, Duration.ofSeconds(1));
    }

    /** A client that answers by calling again. */
    private static final class Unanswered implements Client {
        @Override
        public Map<String, InputAnswer> ask(Map<String, InputRequest> requests, Instant deadline) {
            throw new CallSuspended(requests);
        }
    }
}
