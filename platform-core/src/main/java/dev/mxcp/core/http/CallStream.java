package dev.mxcp.core.http;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.mcp.MessageStream;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The response to one request: plain JSON when the answer is the first message, an event stream when something comes
 * before it or it takes long. Watched while the call runs: a client that went away cancels it.
 */
final class CallStream implements MessageStream, ActiveCall {

    private static final Logger LOG = LoggerFactory.getLogger(CallStream.class);

    private final ServerResponse response;
    private final CallCancellation cancellation;
    private final Supplier<SseStream> streams;
    private final Patience patience;
    private final ClientWaits waits;
    private final long started = System.nanoTime();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean beating = new AtomicBoolean();
    private final CountDownLatch settled = new CountDownLatch(1);
    private boolean done;
    private volatile @Nullable SseStream stream;
    private @Nullable SseConnection connection;

    CallStream(
            ServerResponse response,
            CallCancellation cancellation,
            Supplier<SseStream> streams,
            Patience patience,
            ClientWaits waits) {
        this.response = response;
        this.cancellation = cancellation;
        this.streams = streams;
        this.patience = patience;
        this.waits = waits;
    }

    @Override
    public void send(byte[] message) {
        lock.lock();
        try {
            if (!done) {
                upgraded().send(message);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void answer(byte[] message) {
        lock.lock();
        try {
            var current = stream;
            if (done) {
                return;
            }
            if (current != null) {
                current.answer(message);
            } else {
                done = true;
                respond(message);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void fail(byte[] message, int httpStatus) {
        lock.lock();
        try {
            if (stream == null && !done) {
                response.status(Status.create(httpStatus));
            }
            answer(message);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void disconnect(Duration comeBackAfter) {
        lock.lock();
        try {
            if (done) {
                return;
            }
            var current = upgraded();
            current.disconnect(comeBackAfter);
            if (!current.isAttached()) {
                closeConnection();
                settled.countDown();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the response is complete: the stream has ended, or its client is to come back for the rest. */
    void awaitResponse() {
        try {
            settled.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.cancel();
        }
    }

    @Override
    public void end() {
        lock.lock();
        try {
            var current = stream;
            if (current != null) {
                current.end();
            }
            if (current == null && !done) {
                respondWithoutAnswer();
            }
            closeConnection();
            done = true;
            settled.countDown();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void watch(long now) {
        var current = stream;
        if (current == null) {
            if (now - started > patience.upgradeAfter.toNanos()) {
                beat();
            }
        } else if (!current.isAttached()) {
            if (now - current.lastWrite() > patience.withoutConnection.toNanos() && !cancellation.isCancelled()) {
                cancel();
            }
        } else if (now - current.lastWrite() > patience.heartbeat.toNanos()) {
            beat();
        }
    }

    /** Cancels the call that waits for this answer. */
    @Override
    public void cancel() {
        ActiveCall.cancel(cancellation);
    }

    /** On a thread of its own, as a client that reads slowly blocks the writer. */
    private void beat() {
        if (beating.compareAndSet(false, true)) {
            Thread.ofVirtual().name("mcp-heartbeat").start(() -> {
                try {
                    upgradeOrBeat();
                } finally {
                    beating.set(false);
                }
            });
        }
    }

    private void upgradeOrBeat() {
        lock.lock();
        try {
            if (done) {
                return;
            }
            upgraded().beat();
        } catch (RuntimeException gone) {
            LOG.atDebug().setCause(gone).log("a client went away during its call");
            cancellation.cancel();
        } finally {
            lock.unlock();
        }
    }

    private SseStream upgraded() {
        var current = stream;
        if (current == null) {
            current = streams.get();
            connection = SseConnection.open(response, waits);
            current.attach(connection, 0);
            stream = current;
        }
        return current;
    }

    private void closeConnection() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void respond(byte[] message) {
        try {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
            waits.taking(message.length, () -> response.send(message));
        } catch (RuntimeException gone) {
            LOG.atDebug().setCause(gone).log("a client went away before its answer");
        }
    }

    private void respondWithoutAnswer() {
        try {
            waits.taking(0, () -> response.status(Status.ACCEPTED_202).send());
        } catch (RuntimeException gone) {
            LOG.atDebug().setCause(gone).log("a client went away before its answer");
        }
    }

    /**
     * How long a stream waits.
     *
     * @param upgradeAfter for the answer, before it becomes an event stream
     * @param heartbeat between two signs of life
     * @param withoutConnection for its client to come back, before the call is cancelled
     */
    record Patience(Duration upgradeAfter, Duration heartbeat, Duration withoutConnection) {

        static Patience resumable(HttpLimits limits) {
            return new Patience(limits.upgradeAfter(), limits.callHeartbeat(), limits.resumeGrace());
        }
    }
}
