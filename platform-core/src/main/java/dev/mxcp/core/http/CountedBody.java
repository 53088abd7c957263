package dev.mxcp.core.http;

import dev.mxcp.core.pipeline.PartyBudget;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body whose bytes count, as they arrive, in the memory for bodies. Closing it gives the memory back, and leaves the
 * request's own stream open.
 */
final class CountedBody extends FilterInputStream {

    private final PartyBudget budget;
    private final String party;
    private long held;
    private boolean counts = true;

    CountedBody(InputStream body, PartyBudget budget, String party) {
        super(body);
        this.budget = budget;
        this.party = party;
    }

    @Override
    public int read() throws IOException {
        var next = super.read();
        if (next >= 0) {
            count(1);
        }
        return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
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
        close();
    }

    @Override
    public void close() {
        budget.give(party, held);
        held = 0;
    }

    /** The bodies that are being read take all the memory they may. */
    static final class NoRoom extends IOException {
        private static final long serialVersionUID = 1L;

        NoRoom() {
            super("no room for the body");
        }
    }
}
