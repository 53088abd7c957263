package dev.mxcp.core.task;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.task.TaskState.Cancelled;
import dev.mxcp.core.task.TaskState.Ended;
import dev.mxcp.core.task.TaskState.InputRequired;
import dev.mxcp.core.task.TaskState.Working;
import dev.mxcp.core.task.TaskWork.End;
import dev.mxcp.spi.InputAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A call that goes on when its caller has stopped waiting. Once ended it never changes again. Thread-safe. */
public final class Task {

    private final String id;
    private final TaskTerms terms;
    private final InstantSource clock;
    private final Instant createdAt;
    private final CallCancellation cancellation = new CallCancellation();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Questions questions = new Questions();
    private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
    private TaskState state = new Working();
    private @Nullable String message;
    private Instant updatedAt;
    private @Nullable End end;
    private boolean attached;
    private boolean suspended;

    Task(String id, TaskTerms terms, InstantSource clock) {
        this.id = id;
        this.terms = terms;
        this.clock = clock;
        this.createdAt = clock.instant();
        this.updatedAt = createdAt;
        this.attached = terms.patience().isPositive();
    }

    public String id() {
        return id;
    }

    public TaskSnapshot snapshot() {
        lock.lock();
        try {
            return new TaskSnapshot(id, state, message, createdAt, updatedAt, terms.lifetime(), terms.pollInterval());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the task now and lets its work stop as soon as it can; does nothing when it has ended. */
    public void cancel() {
        finish(new End.Done(new Cancelled()), "cancelled");
        cancellation.cancel();
    }

    /** Takes answers to open questions; those to others are ignored. */
    public void answer(Map<String, InputAnswer> answers) {
        lock.lock();
        try {
            if (!(state instanceof Ended)) {
                questions.answer(answers);
                refresh();
            }
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** The listener runs after every change, on whatever thread makes it; it must return at once and not throw. */
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    boolean isExpired(Instant now) {
        return !now.isBefore(expiry());
    }

    Instant expiry() {
        return createdAt.plus(terms.lifetime());
    }

    CallCancellation cancellation() {
        return cancellation;
    }

    /** True as long as the caller waits for the result itself. */
    boolean isAttached() {
        lock.lock();
        try {
            return attached;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the end as long as the caller is kept waiting. Empty when it goes on without the caller; a question that
     * was asked before that still reaches the caller.
     */
    Optional<End> awaitAttached() {
        lock.lock();
        try {
            if (!terms.patience().isPositive()) {
                return Optional.empty();
            }
            await(() -> end != null || suspended, terms.patience());
            if (suspended) {
                await(() -> end != null, terms.timeout());
            }
            attached = false;
            return Optional.ofNullable(end);
        } finally {
            lock.unlock();
        }
    }

    /** False when it has not ended in time. */
    boolean awaitEnd(Duration patience) {
        lock.lock();
        try {
            await(() -> end != null, patience);
            return end != null;
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. A thread that is interrupted waits no longer. */
    private void await(BooleanSupplier condition, Duration patience) {
        var left = patience.toNanos();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True when a question can end the run and reach the caller that waits; it is then too late to stop waiting. */
    boolean suspend() {
        lock.lock();
        try {
            suspended = attached;
            return attached;
        } finally {
            lock.unlock();
        }
    }

    /** What the task does at the moment. */
    void describe(String text) {
        lock.lock();
        try {
            if (state instanceof Ended) {
                return;
            }
            message = text;
            updatedAt = clock.instant();
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** Asks the client, and waits for all of its answers until the deadline. */
    Map<String, InputAnswer> ask(Questions.Round round, Instant deadline) {
        lock.lock();
        try {
            questions.open(round);
            refresh();
        } finally {
            lock.unlock();
        }
        tell();
        lock.lock();
        try {
            await(() -> questions.isAnswered(round) || end != null, Duration.between(Instant.now(), deadline));
            return questions.take(round);
        } finally {
            refresh();
            lock.unlock();
            tell();
        }
    }

    /** False when it had ended before. */
    boolean end(End how, @Nullable String text) {
        return finish(how, text);
    }

    private boolean finish(End how, @Nullable String text) {
        lock.lock();
        try {
            if (end != null) {
                return false;
            }
            end = how;
            if (how instanceof End.Done(var ended)) {
                state = ended;
                message = text;
                updatedAt = clock.instant();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tell();
        return true;
    }

    /** Under the lock. */
    private void refresh() {
        if (state instanceof Ended) {
            return;
        }
        state = questions.isEmpty() ? new Working() : new InputRequired(questions.unanswered());
        updatedAt = clock.instant();
        changed.signalAll();
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }

    /** Ends what was registered; harmless to repeat. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
