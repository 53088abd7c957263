package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one caller has a lane for. The caller's thread asks and waits; the lane runs one step after another, and stays
 * until the last one, at the latest until the deadline.
 */
final class LaneRun {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final long deadlineNanos;
    private final Interrupter interrupter;
    private final FutureTask<?> first;
    private final CountDownLatch over = new CountDownLatch(1);
    private final BlockingQueue<FutureTask<?>> steps = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable StopReason> stopped = new AtomicReference<>();

    private final ReentrantLock runningLock = new ReentrantLock();
    private @Nullable PreparedStatement running;
    private volatile boolean finished;
    private volatile boolean begun;
    private volatile @Nullable FutureTask<?> awaited;

    /** @param first runs before any step that is asked for */
    LaneRun(CallContext call, Interrupter interrupter, FutureTask<?> first) {
        this.interrupter = interrupter;
        this.first = first;
        this.deadlineNanos = System.nanoTime() + untilDeadline(call);
    }

    /** In nanoseconds, from now. */
    static long untilDeadline(CallContext call) {
        var left = Duration.between(Instant.now(), call.deadline());
        return left.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : Math.max(0, left.toNanos());
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean isFinished() {
        return finished;
    }

    // --- on a lane ---

    /**
     * The whole life of this run on its lane.
     *
     * @param end leaves the lane clean; always runs
     */
    void serve(Runnable end) {
        try {
            begun = true;
            if (stopped.get() != null) {
                return;
            }
            first.run();
            while (!finished && stopped.get() == null) {
                var step = steps.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (step == null) {
                    stopped.compareAndSet(null, StopReason.DEADLINE);
                } else {
                    step.run();
                }
            }
        } catch (InterruptedException e) {
            stopped.compareAndSet(null, StopReason.CLOSED);
            Thread.currentThread().interrupt();
        } finally {
            finished = true;
            end(end);
        }
    }

    private void end(Runnable end) {
        try {
            end.run();
        } finally {
            leave();
        }
    }

    private void leave() {
        over.countDown();
        first.cancel(false);
        for (var step = steps.poll(); step != null; step = steps.poll()) {
            step.cancel(false);
        }
    }

    /** The lane is gone, and may never have begun: nobody may wait for it any more. */
    void left() {
        if (!finished) {
            stopped.compareAndSet(null, StopReason.BROKEN);
            finished = true;
            leave();
        }
    }

    /** No step comes after this one. */
    void finish() {
        finished = true;
    }

    boolean execute(PreparedStatement statement) throws SQLException {
        running(statement);
        try {
            if (stopped.get() != null) {
                throw new SQLException("stopped");
            }
            return statement.execute();
        } finally {
            running(null);
        }
    }

    private void running(@Nullable PreparedStatement statement) {
        runningLock.lock();
        try {
            running = statement;
        } finally {
            runningLock.unlock();
        }
    }

    /** Called by the interrupter until the run has ended. */
    void interrupt() {
        runningLock.lock();
        try {
            if (running != null) {
                running.cancel();
            }
        } catch (SQLException e) {
            // the statement has just ended by itself
        } finally {
            runningLock.unlock();
        }
    }

    // --- on the caller's thread ---

    /** Runs the work as the next step and waits for it. */
    <T> T ask(Callable<T> work) {
        var step = new FutureTask<>(work);
        steps.add(step);
        if (finished) {
            step.cancel(false);
        }
        return await(step);
    }

    /** The wait has no timeout: {@link #endWhenOverdue} ends it. */
    <T> T await(FutureTask<T> task) {
        awaited = task;
        endWhenOverdue();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stop(StopReason.CANCELLED).toException();
        } catch (CancellationException e) {
            throw reason(StopReason.CLOSED).toException();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private RuntimeException failure(@Nullable Throwable cause) {
        var reason = stopped.get();
        if (reason != null) {
            return reason.toException();
        }
        return switch (cause) {
            case SQLException error -> EngineErrors.failed(error);
            case RuntimeException error -> error;
            case null, default -> new PlatformException(Code.FAILED, "the statement failed", cause);
        };
    }

    private StopReason reason(StopReason otherwise) {
        var reason = stopped.get();
        return reason == null ? otherwise : reason;
    }

    /** @param wait until the lane has let go, so that a rollback is done */
    void close(boolean wait) {
        if (!finished) {
            steps.add(new FutureTask<>(() -> finished = true));
        }
        if (wait && begun) {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            // when it is not over in time, the lane is about to roll back by itself
            var _ = over.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // --- on any thread ---

    void endWhenOverdue() {
        if (deadlineNanos - System.nanoTime() <= 0) {
            letGo(StopReason.DEADLINE);
        }
    }

    /** Stops the run, and lets the caller go even when the engine does not. */
    void letGo(StopReason reason) {
        var task = awaited;
        if (task != null && task.isDone()) {
            return;
        }
        if (stopped.get() == null) {
            stop(reason);
        }
        if (task != null) {
            task.cancel(false);
        }
    }

    /** Stops the run for the first reason given. */
    StopReason stop(StopReason reason) {
        stopped.compareAndSet(null, reason);
        if (!begun) {
            first.cancel(false);
        }
        steps.add(new FutureTask<>(() -> false));
        interrupter.interrupt(this);
        return reason(reason);
    }
}
