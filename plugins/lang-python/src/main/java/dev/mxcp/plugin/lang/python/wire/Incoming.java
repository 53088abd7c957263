package dev.mxcp.plugin.lang.python.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker says. */
public sealed interface Incoming {

    /** How a call ended; read by whoever waits for it. */
    record End(long id, byte[] frame) implements Incoming {

        private static final byte[] RESULT = "{\"op\":\"result\",\"id\":".getBytes(StandardCharsets.US_ASCII);

        /** The id in a frame that begins as results do; otherwise -1. */
        private static long id(byte[] frame) {
            if (frame.length <= RESULT.length || !Arrays.equals(frame, 0, RESULT.length, RESULT, 0, RESULT.length)) {
                return -1;
            }
            long id = 0;
            for (int at = RESULT.length; at < frame.length && frame[at] >= '0' && frame[at] <= '9'; at++) {
                id = id * 10 + frame[at] - '0';
            }
            return id;
        }
    }

    /** @param call the id of the call that the request belongs to */
    record Request(long id, long call, String name, Params params) implements Incoming {}

    /** Needs no answer. */
    record Notice(long call, String name, Params params) implements Incoming {}

    record Log(String level, String logger, String message) implements Incoming {}

    record Hello(String token, long pid, String version) implements Incoming {}

    /**
     * The thread that reads the socket leaves results and parameters to the threads that deal with them: what cannot be
     * read then harms its own call.
     */
    static Incoming of(byte[] frame) {
        var id = End.id(frame);
        if (id >= 0) {
            return new End(id, frame);
        }
        var message = Json.head(frame);
        return switch (text(message, "op")) {
            case "result", "error" -> new End(number(message, "id"), frame);
            case "request" ->
                new Request(number(message, "id"), number(message, "call"), text(message, "name"), new Params(frame));
            case "notify" -> new Notice(number(message, "call"), text(message, "name"), new Params(frame));
            case "log" -> new Log(text(message, "level"), text(message, "logger"), text(message, "message"));
            case "hello" -> new Hello(text(message, "token"), number(message, "pid"), text(message, "python"));
            default -> throw new IllegalArgumentException("unknown message");
        };
    }

    private static String text(Map<String, @Nullable Object> message, String key) {
        if (message.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("'%s' is missing in a message".formatted(key));
    }

    private static long number(Map<String, @Nullable Object> message, String key) {
        if (message.get(key) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalArgumentException("'%s' is missing in a message".formatted(key));
    }
}
