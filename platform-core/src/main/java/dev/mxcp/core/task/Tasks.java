package dev.mxcp.core.task;

import dev.mxcp.core.call.Client;
import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.pipeline.CallLimits;
import dev.mxcp.core.project.TaskLimits;
import dev.mxcp.core.task.TaskState.Completed;
import dev.mxcp.core.task.TaskState.Failed;
import dev.mxcp.core.task.TaskState.InputRequired;
import dev.mxcp.core.task.TaskWork.End;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks of a server: what runs, and what has ended and is kept for its owner until its lifetime is over. They live in
 * memory only, and end with the server. Thread-safe.
 */
public final class Tasks {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    /** What a call can do about its deadline itself goes first: it knows better what to say. */
    private static final Duration AFTER_DEADLINE = Duration.ofSeconds(1);

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);
    private static final int REFUSED = -32000;
    private static final int BROKEN = -32603;

    private final TaskLimits limits;
    private final InstantSource clock;
    private final CallGate gate;
    private final TaskRegister register;
    private final ExecutorService runners = threads("task-");
    private final ExecutorService watchers = threads("task-watch-");
    private volatile boolean closed;

    public Tasks(TaskLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.gate = new CallGate(
                new CallLimits(limits.running(), limits.runningOfOne(), 2 * limits.total(), limits.timeout()));
        this.register = new TaskRegister(limits, clock);
    }

    public TaskLimits limits() {
        return limits;
    }

    /**
     * Starts a task and waits for its end as long as its terms say.
     *
     * @param toolset the part of the project that was addressed; null for all of it
     * @param argumentBytes what the work needs in memory of what came with the call
     * @param caller the way back to whoever waits
     * @throws PlatformException when there are too many tasks, or the server stops
     */
    public Started start(
            Identity identity,
            @Nullable String toolset,
            String party,
            TaskTerms terms,
            long argumentBytes,
            Client caller,
            TaskWork work) {
        if (closed) {
            throw stopping();
        }
        var task = register.add(Owner.of(identity), toolset, party, terms, argumentBytes);
        var deadline = Instant.now().plus(terms.timeout());
        try {
            runners.execute(() -> run(task, party, deadline, caller, work));
            watchers.execute(() -> watch(task, terms.timeout()));
        } catch (RejectedExecutionException closedMeanwhile) {
            register.remove(task);
            task.cancel();
            throw stopping();
        }
        return new Started(task);
    }

    private static PlatformException stopping() {
        return new PlatformException(Code.UNAVAILABLE, "the server is shutting down");
    }

    /** The task with this id, if it is this caller's, was started at the same address, and its lifetime is not over. */
    public Optional<Task> find(Identity identity, @Nullable String toolset, String id) {
        return register.find(Owner.of(identity), toolset, id);
    }

    private void run(Task task, String party, Instant deadline, Client caller, TaskWork work) {
        try (var turn = new Turn(gate, party, deadline, task.cancellation())) {
            if (!task.cancellation().isCancelled()) {
                var time = Duration.between(Instant.now(), deadline);
                end(task, work.run(new TaskClient(task, turn, caller), task.cancellation(), time));
            }
        } catch (PlatformException e) {
            end(task, new End.Done(new Failed(REFUSED, e.userMessage())));
        } catch (Exception | Error defect) {
            LOG.atError().setCause(defect).addKeyValue("task", task.id()).log("a task broke");
            end(task, new End.Done(new Failed(BROKEN, "internal error, task " + task.id())));
        } finally {
            register.workEnded(task);
        }
    }

    private void end(Task task, End end) {
        switch (end) {
            case End.Done(Completed completed) -> complete(task, completed);
            case End.Done(Failed failed) -> task.end(new End.Done(failed), failed.message());
            case End.Done done -> task.end(done, null);
            case End.Suspended suspended -> task.end(suspended, null);
        }
    }

    private void complete(Task task, Completed completed) {
        if (!register.keepResult(task, completed.bytes())) {
            var problem = "the result cannot be kept: the results of tasks take all the memory they may";
            task.end(new End.Done(new Failed(REFUSED, problem)), problem);
        } else if (!task.end(new End.Done(completed), null)) {
            register.dropResult(task);
        }
    }

    /** Stops what does not stop itself, and forgets the task when its lifetime is over. */
    private void watch(Task task, Duration timeout) {
        if (!task.awaitEnd(timeout.plus(AFTER_DEADLINE))) {
            end(
                    task,
                    new End.Done(new Failed(
                            REFUSED,
                            "the task did not end within its %d seconds and was stopped"
                                    .formatted(timeout.toSeconds()))));
            task.cancellation().cancel();
        }
        try {
            Thread.sleep(Duration.between(clock.instant(), task.expiry()));
            register.sweep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Takes no more tasks, gives those that run the time to end, and cancels what is left. Those that wait for answers,
     * which cannot arrive any more, are cancelled at once. Closing twice is harmless.
     */
    public void close(Duration drain) {
        closed = true;
        var end = System.nanoTime() + drain.toNanos();
        var all = register.all();
        waitingForAnswers(all).forEach(Task::cancel);
        all.forEach(task -> task.awaitEnd(Duration.ofNanos(end - System.nanoTime())));
        all.forEach(Task::cancel);
        runners.shutdown();
        watchers.shutdownNow();
        try {
            if (!runners.awaitTermination(AFTER_CANCEL.toMillis(), TimeUnit.MILLISECONDS)) {
                runners.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            runners.shutdownNow();
        }
    }

    private static List<Task> waitingForAnswers(List<Task> all) {
        return all.stream()
                .filter(task -> task.snapshot().state() instanceof InputRequired)
                .toList();
    }

    private static ExecutorService threads(String name) {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name, 1).factory());
    }

    /** A task that was just started. */
    public final class Started {
        private final Task task;

        private Started(Task task) {
            this.task = task;
        }

        public Task task() {
            return task;
        }

        /**
         * Waits for the end as long as the task's terms say; then there is no task. Empty when it goes on without its
         * caller.
         */
        public Optional<End> awaitAnswer() {
            var end = task.awaitAttached();
            end.ifPresent(_ -> register.remove(task));
            return end;
        }
    }
}
