package dev.mxcp.plugin.lang.python.wire;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.Map;

/** What a message of a worker says in detail; read by whoever deals with it, not by the thread that reads the socket. */
public final class Params {

    private final byte[] frame;

    Params(byte[] frame) {
        this.frame = frame;
    }

    /** @throws PlatformException when they hold what Java does not have */
    public Map<?, ?> read() {
        try {
            return Json.read(frame).get("params") instanceof Map<?, ?> params ? params : Map.of();
        } catch (UnreadableException e) {
            throw new PlatformException(Code.INVALID_INPUT, e.words(), e);
        }
    }

    /** Bytes that they keep in memory. */
    public int size() {
        return frame.length;
    }
}
