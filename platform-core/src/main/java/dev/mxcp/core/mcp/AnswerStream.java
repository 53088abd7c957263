package dev.mxcp.core.mcp;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** The stream of one request: whatever comes after its answer, from a thread that a call left behind, is dropped. */
final class AnswerStream implements MessageStream {

    private final MessageStream stream;
    private final Runnable beforeAnswer;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean answered;

    AnswerStream(MessageStream stream) {
        this(stream, () -> {});
    }

    /** @param beforeAnswer runs before the answer is sent: what the client may do next, it may do then */
    AnswerStream(MessageStream stream, Runnable beforeAnswer) {
        this.stream = stream;
        this.beforeAnswer = beforeAnswer;
    }

    @Override
    public void send(byte[] message) {
        lock.lock();
        try {
            if (!answered) {
                stream.send(message);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void answer(byte[] message) {
        once(() -> stream.answer(message));
    }

    @Override
    public void fail(byte[] message, int httpStatus) {
        once(() -> stream.fail(message, httpStatus));
    }

    @Override
    public void disconnect(Duration comeBackAfter) {
        lock.lock();
        try {
            if (!answered) {
                stream.disconnect(comeBackAfter);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end() {
        once(() -> {});
        stream.end();
    }

    private void once(Runnable answer) {
        lock.lock();
        try {
            if (!answered) {
                answered = true;
                beforeAnswer.run();
                answer.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
