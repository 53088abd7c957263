package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
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

    private final ThreadPoolExecutor threads;
    private final ThreadLocal<Lane> own;
    private final List<Lane> all = new CopyOnWriteArrayList<>();

    Lanes(String name, int size, Database database) {
        own = ThreadLocal.withInitial(() -> {
            var lane = new Lane(database);
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
            threads.execute(() -> job.accept(own.get()));
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

    /** Work on a lane that nobody cancels. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T on(Lane lane) throws SQLException, E;
    }

    /** Runs the work on the next free lane and waits for its result. */
    <T> T call(Work<T, SqlException> work) throws SqlException {
        var task = new CompletableFuture<T>();
        submit(lane -> {
            try {
                task.complete(work.on(lane));
            } catch (Exception e) {
                task.completeExceptionally(e);
            }
        });
        try {
            return task.get(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PlatformException(
                    Code.LIMIT_EXCEEDED,
                    "the database did not plan the statement within " + LONGEST_WAIT.toSeconds() + " seconds",
                    e);
        } catch (InterruptedException e) {
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

    /** As {@link #call}, for statements of our own. */
    <T> T read(Work<T, RuntimeException> work) {
        try {
            return call(work::on);
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
        all.forEach(Lane::close);
    }
}
