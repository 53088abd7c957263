package dev.mxcp.plugin.lang.python.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a call of a worker ended. */
public sealed interface Ending {

    /** @param content blocks that are shown instead of the value; empty when there are none */
    record Result(@Nullable Object value, List<?> content) implements Ending {}

    /** The function saw that its call was over. */
    record Stopped() implements Ending {}

    /** The implementation cannot be used. */
    record Unsound(String message, @Nullable String file, int line) implements Ending {}

    /**
     * The function failed, or its result cannot be sent.
     *
     * @param code of a {@link dev.mxcp.spi.PlatformException} that passed through the function; null for anything else
     * @param place file and line of the code that failed; empty when unknown
     * @param trace for the log only
     */
    record Failure(String type, String message, @Nullable String code, String place, String trace) implements Ending {}

    /** @throws tools.jackson.core.JacksonException when the frame is not what it should be */
    static Ending of(byte[] frame) {
        try {
            return of(Json.read(frame));
        } catch (UnreadableException e) {
            return new Failure("UnreadableException", "the result: " + e.words(), null, "", "");
        }
    }

    private static Ending of(Map<String, @Nullable Object> message) {
        if (!"error".equals(message.get("op"))) {
            return result(message.get("value"));
        }
        return switch (String.valueOf(message.get("kind"))) {
            case "stopped" -> new Stopped();
            case "source" -> new Unsound(text(message, "message"), optional(message, "file"), line(message));
            default ->
                new Failure(
                        text(message, "type"),
                        text(message, "message"),
                        optional(message, "code"),
                        message.get("file") == null ? "" : message.get("file") + ":" + line(message),
                        text(message, "trace"));
        };
    }

    private static Result result(@Nullable Object value) {
        if (value instanceof ValueReader.Answer(var parts)) {
            return new Result(parts.get("value"), parts.get("content") instanceof List<?> blocks ? blocks : List.of());
        }
        return new Result(value, List.of());
    }

    private static String text(Map<String, @Nullable Object> message, String key) {
        return message.get(key) instanceof String text ? text : "";
    }

    private static @Nullable String optional(Map<String, @Nullable Object> message, String key) {
        return message.get(key) instanceof String text ? text : null;
    }

    private static int line(Map<String, @Nullable Object> message) {
        return message.get("line") instanceof Number line ? line.intValue() : 0;
    }
}
