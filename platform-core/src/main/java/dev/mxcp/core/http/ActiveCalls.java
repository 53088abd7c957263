package dev.mxcp.core.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The calls that run, and the door that lets no more in when the server stops. */
final class ActiveCalls {

    private final Set<ActiveCall> active = ConcurrentHashMap.newKeySet();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean draining;

    void enter(ActiveCall call) throws Refusal {
        active.add(call);
        if (draining) {
            leave(call);
            throw new Refusal(503, "the server is shutting down");
        }
    }

    void leave(ActiveCall call) {
        active.remove(call);
        if (draining && active.isEmpty()) {
            idle.countDown();
        }
    }

    boolean isDraining() {
        return draining;
    }

    void watch(long now) {
        active.forEach(call -> call.watch(now));
    }

    /** Lets no more in. */
    void close() {
        draining = true;
    }

    /** Waits for those inside once no more are let in, and cancels what is left. */
    void drain(Duration limit, Duration afterCancel) {
        if (!awaitIdle(limit)) {
            active.forEach(ActiveCall::cancel);
            awaitIdle(afterCancel);
        }
    }

    private boolean awaitIdle(Duration limit) {
        if (active.isEmpty()) {
            return true;
        }
        try {
            return idle.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
