package dev.mxcp.core.http;

import io.helidon.common.buffers.DataReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the chunks of a body before the library takes them: it takes each as a whole, however large, and its size line
 * however long.
 */
final class ChunkSizes {

    private static final int MAX_LINE = 32;
    private static final int END_OF_LINE = 2;

    /** A connection has a thread of its own. */
    private static final ThreadLocal<@Nullable DataReader> OF_CONNECTION = new ThreadLocal<>();

    private final DataReader reader;
    private long left;
    private boolean ended;

    private ChunkSizes(DataReader reader) {
        this.reader = reader;
    }

    /** What the calling thread reads from now on. */
    static void begin(DataReader reader) {
        OF_CONNECTION.set(reader);
    }

    static ChunkSizes ofConnection() throws IOException {
        var reader = OF_CONNECTION.get();
        if (reader == null) {
            throw new IOException("no connection is known that the body could come from");
        }
        return new ChunkSizes(reader);
    }

    /** Whether the next byte is the first of a chunk. */
    boolean isBetween() {
        return left == 0 && !ended;
    }

    /** The size of the chunk that comes; 0 for the end of the body. It can be asked for again until it {@link #begin}s. */
    int next() throws IOException {
        var length = reader.findNewLine(MAX_LINE);
        if (length == 0 || length >= MAX_LINE) {
            throw new IOException("no size of a chunk");
        }
        var size = size(peek(length));
        if (size == 0 && !peek(length + 2 * END_OF_LINE).endsWith("\r\n\r\n")) {
            throw new IOException("something follows the last chunk");
        }
        return size;
    }

    void begin(int size) {
        left = size;
        ended = size == 0;
    }

    void read(int bytes) {
        left -= bytes;
    }

    private String peek(int length) {
        return reader.getBuffer(length).readString(length, StandardCharsets.US_ASCII);
    }

    private static int size(String line) throws IOException {
        try {
            var size = HexFormat.fromHexDigits(line);
            if (size < 0) {
                throw new IOException("no size of a chunk");
            }
            return size;
        } catch (IllegalArgumentException e) {
            throw new IOException("no size of a chunk", e);
        }
    }
}
