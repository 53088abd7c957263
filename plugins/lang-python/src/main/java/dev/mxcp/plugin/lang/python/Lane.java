package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Places for calls of one kind on all workers. Callers take turns, whoever of them has more calls waiting; of one caller,
 * the call that came first goes first. Who waits too long, or finds too many waiting, is refused. Thread-safe.
 *
 * @param <W> a worker
 */
final class Lane<W> {

    private final int places;
    private final int queueLength;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<W, Integer> free = new LinkedHashMap<>();
    /** By caller; the one whose turn it is comes first. */
    private final Map<Caller, Deque<Turn<W>>> waiting = new LinkedHashMap<>();

    private int waitingCalls;
    private @Nullable PlatformException broken;

    /** @param places on each worker */
    Lane(int places, int queueLength) {
        this.places = places;
        this.queueLength = queueLength;
    }

    /**
     * The worker that has most places left; {@link #leave} must follow.
     *
     * @throws PlatformException when there is no place in time, or no worker can be had
     */
    W enter(Instant deadline, CallContext call) {
        Turn<W> turn;
        lock.lock();
        try {
            if (broken != null) {
                throw new PlatformException(broken.code(), broken.userMessage(), broken);
            }
            var worker = waiting.isEmpty() ? mostFree() : null;
            if (worker != null) {
                free.merge(worker, -1, Integer::sum);
                return worker;
            }
            if (waitingCalls >= queueLength) {
                throw new PlatformException(
                        Code.LIMIT_EXCEEDED, "too many calls wait for Python already; try again later");
            }
            turn = new Turn<>(Caller.of(call.identity()));
            waiting.computeIfAbsent(turn.caller, _ -> new ArrayDeque<>()).addLast(turn);
            waitingCalls++;
        } finally {
            lock.unlock();
        }
        return await(turn, deadline, call);
    }

    private W await(Turn<W> turn, Instant deadline, CallContext call) {
        var cancelled = new PlatformException(Code.CANCELLED, "the call was cancelled while it waited for Python");
        try (var _ = call.cancellation().onCancel(() -> turn.place.completeExceptionally(cancelled))) {
            return turn.place.get(
                    Math.max(0, Duration.between(Instant.now(), deadline).toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw given(
                    turn, new PlatformException(Code.LIMIT_EXCEEDED, "Python was busy as long as the call may take"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw given(turn, cancelled);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlatformException known) {
                forget(turn);
                throw new PlatformException(known.code(), known.userMessage(), known);
            }
            throw new IllegalStateException("nothing else ends the wait", e);
        }
    }

    /** A place that was handed over at the last moment goes to the next one. */
    private PlatformException given(Turn<W> turn, PlatformException reason) {
        if (turn.place.completeExceptionally(reason)) {
            forget(turn);
        } else if (!turn.place.isCompletedExceptionally()) {
            leave(turn.place.join());
        }
        return reason;
    }

    private void forget(Turn<W> turn) {
        lock.lock();
        try {
            var own = waiting.get(turn.caller);
            if (own != null && own.remove(turn)) {
                waitingCalls--;
                if (own.isEmpty()) {
                    waiting.remove(turn.caller);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many calls wait. */
    int waiting() {
        lock.lock();
        try {
            return waitingCalls;
        } finally {
            lock.unlock();
        }
    }

    void leave(W worker) {
        lock.lock();
        try {
            if (free.computeIfPresent(worker, (_, places) -> places + 1) != null) {
                admit();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Calls may go to the worker. */
    void open(W worker) {
        lock.lock();
        try {
            broken = null;
            free.put(worker, places);
            admit();
        } finally {
            lock.unlock();
        }
    }

    /** No further call goes to the worker. */
    void close(W worker) {
        lock.lock();
        try {
            free.remove(worker);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses all calls until a worker opens, unless one is open. */
    void breakDown(PlatformException reason) {
        List<Turn<W>> refused;
        lock.lock();
        try {
            if (!free.isEmpty()) {
                return;
            }
            broken = reason;
            refused = waiting.values().stream().flatMap(Deque::stream).toList();
            waiting.clear();
            waitingCalls = 0;
        } finally {
            lock.unlock();
        }
        refused.forEach(turn -> turn.place.completeExceptionally(reason));
    }

    private void admit() {
        while (!waiting.isEmpty()) {
            var worker = mostFree();
            if (worker == null) {
                return;
            }
            if (next().place.complete(worker)) {
                free.merge(worker, -1, Integer::sum);
            }
        }
    }

    /** Whoever's it is goes behind the others with what is left. */
    private Turn<W> next() {
        var first = waiting.entrySet().iterator().next();
        var caller = first.getKey();
        var own = first.getValue();
        var turn = own.removeFirst();
        waitingCalls--;
        waiting.remove(caller);
        if (!own.isEmpty()) {
            waiting.put(caller, own);
        }
        return turn;
    }

    private @Nullable W mostFree() {
        W best = null;
        int most = 0;
        for (var entry : free.entrySet()) {
            if (entry.getValue() > most) {
                most = entry.getValue();
                best = entry.getKey();
            }
        }
        return best;
    }

    /** One call that waits. */
    private static final class Turn<W> {
        private final Caller caller;
        private final CompletableFuture<W> place = new CompletableFuture<>();

        Turn(Caller caller) {
            this.caller = caller;
        }
    }

    /** All that nobody knows are one caller. */
    private record Caller(String provider, String id, String name) {

        static Caller of(Identity who) {
            return new Caller(
                    who.provider().orElse(""),
                    who.userId().orElse(""),
                    who.username().orElse(""));
        }
    }
}
