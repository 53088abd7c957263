package dev.mxcp.core.task;

import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.spi.Cancellation;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/** A task's place among those that run. While it only waits for its client, others may have the place. */
final class Turn implements AutoCloseable {

    private final CallGate gate;
    private final String party;
    private final Instant deadline;
    private final Cancellation cancellation;
    private final ReentrantLock lock = new ReentrantLock();
    private CallGate.Pass pass;
    private int waiting;

    /** Waits until it is the task's turn, or the task is cancelled. */
    Turn(CallGate gate, String party, Instant deadline, Cancellation cancellation) {
        this.gate = gate;
        this.party = party;
        this.deadline = deadline;
        this.cancellation = cancellation;
        this.pass = gate.enter(party, deadline, cancellation);
    }

    Instant deadline() {
        return deadline;
    }

    void leave() {
        lock.lock();
        try {
            if (waiting++ == 0) {
                giveBack();
            }
        } finally {
            lock.unlock();
        }
    }

    void comeBack() {
        lock.lock();
        try {
            if (--waiting == 0) {
                pass = gate.enter(party, deadline, cancellation);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            giveBack();
        } finally {
            lock.unlock();
        }
    }

    private void giveBack() {
        pass.close();
        pass = () -> {};
    }
}
