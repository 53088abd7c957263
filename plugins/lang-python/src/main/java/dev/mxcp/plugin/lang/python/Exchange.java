package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One thing that a worker was asked to do: who waits for it, and what it left open. Thread-safe. */
final class Exchange {

    private final long id;
    private final @Nullable CallContext call;
    private final Runnable over;
    private final CompletableFuture<byte[]> end = new CompletableFuture<>();
    private final Notices notices = new Notices();
    private final Map<Long, SqlTransaction> transactions = new HashMap<>();
    private long lastTransaction;
    private boolean closed;
    private volatile @Nullable Throwable unwound;

    /** @param over what happens once the worker has said that it is done */
    Exchange(long id, @Nullable CallContext call, Runnable over) {
        this.id = id;
        this.call = call;
        this.over = over;
    }

    long id() {
        return id;
    }

    @Nullable
    CallContext call() {
        return call;
    }

    Notices notices() {
        return notices;
    }

    /** The worker is done with it. Whoever waits is told after everything that the function said before. */
    void end(byte[] frame) {
        over.run();
        notices.afterwards(() -> end.complete(frame));
    }

    /** Nobody waits for it any more, whatever the worker does. */
    void give(PlatformException reason) {
        end.completeExceptionally(reason);
    }

    void cancel() {
        give(new PlatformException(Code.CANCELLED, "the call was cancelled"));
    }

    /** True when nobody waits any more; whatever the function asks for then is in vain. */
    boolean isOver() {
        return end.isDone();
    }

    /** What passed through the function and is nobody's answer; whoever waits throws it again. */
    void unwind(Throwable thrown) {
        unwound = thrown;
    }

    @Nullable
    Throwable unwound() {
        return unwound;
    }

    /**
     * Waits for the frame that ends it.
     *
     * @throws PlatformException when the call was cancelled, its time is over, or the worker is lost
     */
    byte[] await(Instant deadline) {
        try {
            var left = Duration.between(Instant.now(), deadline);
            return end.get(Math.max(0, left.toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PlatformException(
                    Code.LIMIT_EXCEEDED, "the function took longer than the call may, and was stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(Code.CANCELLED, "the call was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlatformException known) {
                throw new PlatformException(known.code(), known.userMessage(), known);
            }
            throw new IllegalStateException("nothing else ends a call", e);
        }
    }

    synchronized long keep(SqlTransaction transaction) {
        if (closed) {
            transaction.close();
            throw new PlatformException(Code.CANCELLED, "the call is over");
        }
        transactions.put(++lastTransaction, transaction);
        return lastTransaction;
    }

    synchronized SqlTransaction transaction(long number) {
        var transaction = transactions.get(number);
        if (transaction == null) {
            throw new PlatformException(Code.INVALID_INPUT, "the transaction is over");
        }
        return transaction;
    }

    synchronized void forget(long number) {
        transactions.remove(number);
    }

    /** What the function left open is rolled back. */
    void close() {
        Map<Long, SqlTransaction> left;
        synchronized (this) {
            closed = true;
            left = Map.copyOf(transactions);
            transactions.clear();
        }
        for (var transaction : left.values()) {
            synchronized (transaction) {
                transaction.close();
            }
        }
    }
}
