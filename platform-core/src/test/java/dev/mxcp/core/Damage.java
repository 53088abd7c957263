package dev.mxcp.core;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** One blow at a message; where it falls is a share of its length. */
record Damage(int kind, double where, int length, String token, byte value) {

    byte[] to(byte[] bytes) {
        var at = (int) (where * bytes.length);
        var end = Math.min(bytes.length, at + length);
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        switch (kind) {
            case 0 -> out.write(bytes, end, bytes.length - end);
            case 1 -> {
                out.write(bytes, at, end - at);
                out.write(bytes, at, bytes.length - at);
            }
            case 2 -> {}
            case 3 -> {
                out.write(value);
                out.write(bytes, Math.min(bytes.length, at + 1), bytes.length - Math.min(bytes.length, at + 1));
            }
            default -> {
                out.writeBytes(token.getBytes(StandardCharsets.UTF_8));
                out.write(bytes, at, bytes.length - at);
            }
        }
        return out.toByteArray();
    }
}
