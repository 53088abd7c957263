package dev.mxcp.core.http;

import dev.mxcp.core.pipeline.PartyBudget;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body whose bytes count, as they arrive, in the memory for bodies. Closing it gives the memory back, and leaves the
 * request's own stream open.
 */
final class CountedBody extends FilterInputStream {

    /** The largest chunk that is taken without counting it. */
    private static final int MAX_UNCOUNTED = 64 * 1024;

    private final PartyBudget budget;
    private final String party;
    private final long length;
    private final @Nullable ChunkSizes chunks;
    private int maxChunk;
    private long held;
    private boolean counts = true;

    /**
     * @param length as it was announced; {@link Long#MAX_VALUE} when it was not
     * @param chunks of the body, when it has any: they count before they arrive
     * @param maxChunk how large one may be
     */
    CountedBody(
            InputStream body,
            long length,
            @Nullable ChunkSizes chunks,
            int maxChunk,
            PartyBudget budget,
            String party) {
        super(body);
        this.length = length;
        this.chunks = chunks;
        this.maxChunk = maxChunk;
        this.budget = budget;
        this.party = party;
    }

    long length() {
        return length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (chunks != null && chunks.isBetween()) {
            begin(chunks);
        }
        var read = super.read(bytes, offset, length);
        if (read > 0) {
            if (chunks != null) {
                chunks.read(read);
            } else {
                count(read);
            }
        }
        return read;
    }

    private void begin(ChunkSizes chunks) throws IOException {
        var size = chunks.next();
        if (size > maxChunk) {
            throw new TooLarge();
        }
        count(size);
        chunks.begin(size);
    }

    private void count(int bytes) throws NoRoom {
        if (!counts) {
            return;
        }
        if (!budget.take(party, bytes)) {
            throw new NoRoom();
        }
        held += bytes;
    }

    /** What is still read is thrown away. */
    void discard() {
        counts = false;
        maxChunk = Math.min(maxChunk, MAX_UNCOUNTED);
        close();
    }

    @Override
    public void close() {
        budget.give(party, held);
        held = 0;
    }

    /** A chunk is larger than a body may be. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("a chunk is too large");
        }
    }

    /** The bodies that are being read take all the memory they may. */
    static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom() {
            super("no room for the body");
        }
    }
}
