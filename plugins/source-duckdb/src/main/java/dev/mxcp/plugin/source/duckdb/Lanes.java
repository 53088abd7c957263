package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A bounded set of lanes behind one queue, which is served in order. */
final class Lanes implements AutoCloseable {

    private static final int MAX_WAITING = 1024;

    /** Planning is quick, but a constant expression may take any time, and nothing interrupts it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Recovery recovery;
    private final ThreadPoolExecutor threads;
    private final ThreadLocal<Lane> own;
    private final List<Lane> all = new CopyOnWriteArrayList<>();

    Lanes(String name, int size, Database database, Recovery recovery) {
        this.recovery = recovery;
        own = ThreadLocal.withInitial(() -> {
            var lane = new Lane(database, recovery);
            all.add(lane);
            return lane;
        });
        var threadFactory = Thread.ofPlatform().daemon().name(name + "-", 1).factory();
        threads = new ThreadPoolExecutor(
                size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), threadFactory);
    }

    /** Runs the job on the next free lane. The job must not throw. */
    void submit(Consumer<Lane> job) {
        try {
            threads.execute(() -> run(job));
        } catch (RejectedExecutionException e) {
            if (threads.isShutdown()) {
                throw new PlatformException(Code.UNAVAILABLE, "the database is closed", e);
            }
            throw new PlatformException(
                    Code.LIMIT_EXCEEDED,
                    MAX_WAITING + " statements are waiting for the database already: try again later",
                    e);
        }
    }

    private void run(Consumer<Lane> job) {
        recovery.begin();
        try {
            job.accept(own.get());
        } finally {
            recovery.end();
        }
    }

    /** Closes the connections of all lanes, which open new ones when they are needed; none may be at work. */
    void disconnect() {
        all.forEach(Lane::close);
    }

    /** Work on a lane that nobody cancels. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T on(Lane lane) throws SQLException, E;
    }

    /** Runs the work on the next free lane and waits for its result. */
    <T> T call(Work<T, SqlException> work) throws SqlException {
        try {
            return await(new CompletableFuture<>(), work, LONGEST_WAIT.toNanos());
        } catch (TimeoutException e) {
            throw new PlatformException(
                    Code.LIMIT_EXCEEDED,
                    "the database did not plan the statement within " + LONGEST_WAIT.toSeconds() + " seconds",
                    e);
        }
    }

    /** As {@link #call(Work)}, but waits no longer than the call lasts. */
    <T> T call(CallContext call, Work<T, SqlException> work) throws SqlException {
        var task = new CompletableFuture<T>();
        try (var _ = call.cancellation().onCancel(() -> task.cancel(false))) {
            return await(task, work, LaneRun.untilDeadline(call));
        } catch (TimeoutException e) {
            throw StopReason.DEADLINE.toException();
        }
    }

    private <T> T await(CompletableFuture<T> task, Work<T, SqlException> work, long nanos)
            throws SqlException, TimeoutException {
        submit(lane -> complete(task, work, lane));
        try {
            return task.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            task.cancel(false);
            throw e;
        } catch (CancellationException e) {
            throw StopReason.CANCELLED.toException();
        } catch (InterruptedException e) {
            task.cancel(false);
            Thread.currentThread().interrupt();
            throw StopReason.CANCELLED.toException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SqlException refused) {
                throw refused;
            }
            throw switch (e.getCause()) {
                case SQLException error -> EngineErrors.failed(error);
                case RuntimeException error -> error;
                case null, default -> new IllegalStateException(e);
            };
        }
    }

    /** Whatever goes wrong, the one who waits must hear of it. What nobody waits for any more is not begun. */
    private static <T> void complete(CompletableFuture<T> task, Work<T, SqlException> work, Lane lane) {
        if (task.isDone()) {
            return;
        }
        try {
            task.complete(work.on(lane));
        } catch (Throwable e) {
            if (e instanceof SQLException error) {
                lane.suspect(error);
            }
            task.completeExceptionally(e);
        }
    }

    /** As {@link #call(Work)}, for statements of our own. */
    <T> T read(Work<T, RuntimeException> work) {
        try {
            return call(work::on);
        } catch (SqlException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link #read(Work)}, but waits no longer than the call lasts. */
    <T> T read(CallContext call, Work<T, RuntimeException> work) {
        try {
            return call(call, work::on);
        } catch (SqlException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes no more jobs. */
    void shutdown() {
        threads.shutdown();
    }

    /** Waits until every lane is idle; false when they are not in time. */
    boolean awaitIdle(long nanos) throws InterruptedException {
        return threads.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        // the engine does not survive that a connection is closed while it plans on it
        if (threads.isTerminated()) {
            all.forEach(Lane::close);
        }
    }
}
