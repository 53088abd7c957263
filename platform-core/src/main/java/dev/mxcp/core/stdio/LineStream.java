package dev.mxcp.core.stdio;

import dev.mxcp.core.mcp.MessageStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes messages as lines: each whole, one after the other. */
final class LineStream implements MessageStream {

    private static final Logger LOG = LoggerFactory.getLogger(LineStream.class);

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean broken;

    LineStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void send(byte[] message) {
        lock.lock();
        try {
            out.write(message);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            if (!broken) {
                LOG.atWarn().setCause(e).log("the client does not read any more");
            }
            broken = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void answer(byte[] message) {
        send(message);
    }

    /** The output goes on: it belongs to the session, not to one request. */
    @Override
    public void end() {}

    boolean isBroken() {
        return broken;
    }
}
