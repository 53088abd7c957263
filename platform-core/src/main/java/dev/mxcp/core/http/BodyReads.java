package dev.mxcp.core.http;

import dev.mxcp.core.pipeline.PartyBudget;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bodies that are being read. A client that stops in the middle of one is disconnected, and all together take no more
 * than a limited amount of memory.
 */
final class BodyReads {

    /** How much more than the limit a client may have sent and still get the answer. */
    private static final int DRAINED = 4;

    private static final int SMALL = 8 * 1024;

    private final ClientWaits waits;
    private final PartyBudget memory;
    private final int maxMessageBytes;

    /** @param maxMessageBytes one such message of an address can be read, whatever the limits say */
    BodyReads(ClientWaits waits, HttpLimits limits, int maxMessageBytes) {
        this.waits = waits;
        this.maxMessageBytes = maxMessageBytes;
        this.memory = new PartyBudget(Math.max(limits.maxRequestBytes(), 2 * (maxMessageBytes + 1L)));
    }

    /** Close it when the message in it has been understood. */
    CountedBody open(ServerRequest request) throws IOException {
        var chunks = request.headers().contains(HeaderNames.TRANSFER_ENCODING) ? ChunkSizes.ofConnection() : null;
        var party = PeerAddress.of(request.remotePeer());
        var length = chunks == null ? request.headers().contentLength().orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
        return new CountedBody(request.content().inputStream(), length, chunks, maxMessageBytes, memory, party);
    }

    /**
     * The body; null when it is larger. Then some of what is left is read over: a connection that is closed with bytes
     * unread is reset, and the client would lose the answer that tells it why.
     *
     * @throws CountedBody.NoRoom when other bodies take all the memory there is; some is read over then as well
     */
    byte @Nullable [] upTo(int limit, CountedBody body) throws IOException {
        waits.begin();
        try {
            var bytes = body.length() <= Math.min(SMALL, limit) ? small(body) : whole(limit, body);
            if (bytes == null) {
                var _ = readOver(DRAINED * (long) limit, body);
            }
            return bytes;
        } catch (CountedBody.NoRoom e) {
            var _ = readOver(DRAINED * (long) limit, body);
            throw e;
        } finally {
            waits.end();
        }
    }

    /**
     * Reads over a body that nobody wanted, so that the next request of the connection is found behind it. The library
     * would do it as well, without an end to its patience.
     *
     * @throws CloseConnectionException when there is no next request to be found
     */
    void readOver(ServerRequest request) {
        if (request.content().consumed()) {
            return;
        }
        if (request.headers().contains(HeaderNames.EXPECT)) {
            throw new CloseConnectionException("the client waits for a word to send a body that nobody wants");
        }
        waits.begin();
        try (var body = open(request)) {
            if (!readOver(DRAINED * (long) maxMessageBytes, body)) {
                throw new CloseConnectionException("a body that nobody wants does not end");
            }
        } catch (IOException | RuntimeException e) {
            throw new CloseConnectionException("a body that nobody wants could not be read", e);
        } finally {
            waits.end();
        }
    }

    /** Most requests are: a buffer of the usual size would be half of all that one allocates. */
    private static byte[] small(CountedBody body) throws IOException {
        var buffer = new byte[(int) body.length() + 1]; // the end is read as well
        return Arrays.copyOf(buffer, body.readNBytes(buffer, 0, buffer.length));
    }

    /** Null when it is larger; nothing holds on to what was read then. */
    private static byte @Nullable [] whole(int limit, CountedBody body) throws IOException {
        try {
            var bytes = body.readNBytes(limit + 1);
            return bytes.length <= limit ? bytes : null;
        } catch (CountedBody.TooLarge e) {
            return null;
        }
    }

    /** Whether the end came within the limit. */
    private static boolean readOver(long limit, CountedBody body) throws IOException {
        body.discard();
        var buffer = new byte[16 * 1024];
        var left = limit;
        try {
            while (left > 0) {
                var read = body.read(buffer);
                if (read < 0) {
                    return true;
                }
                left -= read;
            }
            return false;
        } catch (CountedBody.TooLarge e) {
            return false;
        }
    }
}
