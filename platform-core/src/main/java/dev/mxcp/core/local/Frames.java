package dev.mxcp.core.local;

import dev.mxcp.core.json.Json;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;

/** Writes and reads one JSON document per line. */
final class Frames {

    /** Longer lines are refused: both ends hold a whole one in memory. */
    static final int MAX_BYTES = 256 * 1024 * 1024;

    private Frames() {}

    static void write(OutputStream out, Object message) throws IOException {
        var line = new ByteArrayOutputStream();
        line.write(Json.mapper().writeValueAsBytes(message));
        line.write('\n');
        line.writeTo(out);
        out.flush();
    }

    static <T> T read(InputStream in, Class<T> type) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the other side went away");
            }
            if (line.size() == MAX_BYTES) {
                throw new PlatformException(Code.LIMIT_EXCEEDED, "more than " + MAX_BYTES + " bytes in one message");
            }
            line.write(next);
        }
        try {
            return Json.mapper().readValue(line.toByteArray(), type);
        } catch (JacksonException e) {
            throw new IOException("not a message of this version of mxcp", e);
        }
    }
}
