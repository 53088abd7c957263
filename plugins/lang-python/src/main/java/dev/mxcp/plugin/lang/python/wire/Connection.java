package dev.mxcp.plugin.lang.python.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Frames on a socket: 4 bytes length, then one message. Sends from any thread, reads on one. */
public final class Connection implements AutoCloseable {

    /** Larger than any answer may be; a worker that sends more is broken. */
    public static final int MAX_FRAME = 256 * 1024 * 1024;

    private static final int LENGTH_BYTES = 4;
    private static final int READ_BYTES = 64 * 1024;
    private static final int MOST_BUFFERS = 64;

    private final SocketChannel channel;
    private final Queue<ByteBuffer> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock sending = new ReentrantLock();

    public Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Whoever sends at the same time leaves its message to the one who sends already.
     *
     * @throws IOException when the other side is gone
     */
    public void send(byte[] message) throws IOException {
        // One buffer for both: two senders must not come between a length and its message.
        waiting.add(ByteBuffer.allocate(LENGTH_BYTES + message.length)
                .putInt(message.length)
                .put(message)
                .flip());
        while (!waiting.isEmpty() && sending.tryLock()) {
            try {
                writeWaiting();
            } finally {
                sending.unlock();
            }
        }
    }

    private void writeWaiting() throws IOException {
        var buffers = new ArrayList<ByteBuffer>();
        for (var next = waiting.poll(); next != null; next = buffers.size() < MOST_BUFFERS ? waiting.poll() : null) {
            buffers.add(next);
        }
        var all = buffers.toArray(ByteBuffer[]::new);
        for (int done = 0; done < all.length; ) {
            channel.write(all, done, all.length - done);
            while (done < all.length && !all[done].hasRemaining()) {
                done++;
            }
        }
    }

    /**
     * Reads until the other side closes.
     *
     * @throws IOException when the socket breaks, or what comes is no frame
     */
    public void read(Consumer<byte[]> receiver) throws IOException {
        var buffer = ByteBuffer.allocateDirect(READ_BYTES).flip();
        var length = new byte[LENGTH_BYTES];
        while (fill(buffer, length)) {
            var size = ByteBuffer.wrap(length).getInt();
            if (size < 2 || size > MAX_FRAME) {
                throw new IOException("a frame of %d bytes".formatted(size));
            }
            var message = new byte[size];
            if (!fill(buffer, message)) {
                return;
            }
            receiver.accept(message);
        }
    }

    /** False at the end of the stream. */
    private boolean fill(ByteBuffer buffer, byte[] target) throws IOException {
        for (int have = 0; have < target.length; ) {
            if (!buffer.hasRemaining()) {
                buffer.clear();
                if (channel.read(buffer) < 0) {
                    buffer.flip();
                    return false;
                }
                buffer.flip();
            }
            var part = Math.min(buffer.remaining(), target.length - have);
            buffer.get(target, have, part);
            have += part;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
