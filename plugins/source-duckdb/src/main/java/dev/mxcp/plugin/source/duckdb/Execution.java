package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One run of a statement. The caller's thread asks and waits; a lane executes, and stays with the run until its rows are
 * read or its transaction is over, at the latest until the deadline.
 */
final class Execution {

    private static final int FIRST_BATCH = 1024;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final DuckDbSql sql;
    private final Session session;
    private final int maxRows;
    private final long deadlineNanos;
    private final Interrupter interrupter;
    private final FutureTask<Batch> first;
    private final BlockingQueue<FutureTask<?>> steps = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable StopReason> stopped = new AtomicReference<>();

    private final ReentrantLock runningLock = new ReentrantLock();
    private @Nullable PreparedStatement running;
    private volatile boolean finished;
    private volatile boolean begun;

    private @Nullable Cursor cursor;
    private volatile List<DataSource.Column> columns = List.of();

    Execution(DuckDbSql sql, Session session, int maxRows, CallContext call, Interrupter interrupter) {
        this.sql = sql;
        this.session = session;
        this.maxRows = maxRows;
        this.interrupter = interrupter;
        this.deadlineNanos = System.nanoTime() + untilDeadline(call);
        this.first = new FutureTask<>(this::start);
    }

    /** In nanoseconds, from now. */
    static long untilDeadline(CallContext call) {
        var left = Duration.between(Instant.now(), call.deadline());
        return left.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : Math.max(0, left.toNanos());
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    List<DataSource.Column> columns() {
        return columns;
    }

    boolean isFinished() {
        return finished;
    }

    // --- on a lane ---

    /** The whole life of this run on its lane. */
    void serve(Lane lane) {
        try {
            begun = true;
            if (stopped.get() != null) {
                return;
            }
            session.begin(lane);
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
            finish();
        }
    }

    private void finish() {
        finished = true;
        session.end();
        first.cancel(false);
        for (var step = steps.poll(); step != null; step = steps.poll()) {
            step.cancel(false);
        }
    }

    private Batch start() throws SQLException {
        try {
            var connection = session.connection();
            var statement = session.statement(sql, maxRows);
            session.bind(sql, connection, statement);
            var hasRows = runInterruptibly(statement);
            if (!hasRows) {
                return counted(statement);
            }
            var rows = statement.getResultSet();
            session.hold(rows);
            columns = sql.named(Cursor.columns(rows.getMetaData(), sql.text()));
            cursor = new Cursor(rows, maxRows);
            return fetch(session.isTransaction() ? maxRows : FIRST_BATCH);
        } catch (Throwable e) {
            session.failed();
            finished = true;
            throw e;
        }
    }

    private boolean runInterruptibly(PreparedStatement statement) throws SQLException {
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

    /** What a statement without rows tells: how many rows it changed. */
    private Batch counted(PreparedStatement statement) throws SQLException {
        var count = statement.getLargeUpdateCount();
        if (!session.isTransaction()) {
            finished = true;
        }
        if (sql.columns().isEmpty() || count < 0) {
            return new Batch(List.of(), true, false);
        }
        columns = sql.columns();
        var row = new ArrayList<@Nullable Object>();
        row.add(count);
        return new Batch(List.of(row), true, false);
    }

    private Batch fetch(int size) throws SQLException {
        var open = cursor;
        if (open == null) {
            return new Batch(List.of(), true, false);
        }
        var batch = open.next(size);
        if (batch.last() && !session.isTransaction()) {
            finished = true;
        }
        return batch;
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

    Batch firstBatch() {
        return await(first);
    }

    Batch nextBatch() {
        return ask(() -> fetch(FIRST_BATCH));
    }

    void commit() {
        ask(() -> {
            session.commit();
            finished = true;
            return true;
        });
    }

    void close() {
        if (finished) {
            return;
        }
        var end = new FutureTask<>(() -> finished = true);
        steps.add(end);
        if (session.isTransaction()) {
            awaitRollback(end);
        }
    }

    private void awaitRollback(FutureTask<?> end) {
        try {
            if (!finished) {
                end.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // the lane has rolled back by itself, or is about to
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> T ask(Callable<T> work) {
        var step = new FutureTask<>(work);
        steps.add(step);
        if (finished) {
            step.cancel(false);
        }
        return await(step);
    }

    private <T> T await(FutureTask<T> task) {
        try {
            return task.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw stop(StopReason.DEADLINE).toException();
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
            case SQLException error -> EngineErrors.failed(error, sql.text());
            case RuntimeException error -> error;
            case null, default -> new PlatformException(Code.FAILED, "the statement failed", cause);
        };
    }

    private StopReason reason(StopReason otherwise) {
        var reason = stopped.get();
        return reason == null ? otherwise : reason;
    }

    /** Stops the run for the first reason given; any thread. */
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
