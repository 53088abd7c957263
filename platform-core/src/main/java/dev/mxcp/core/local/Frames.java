package dev.mxcp.core.local;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonValues;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /** Values arrive as the pipeline knows them: whole numbers as {@code Long}. */
    static Request readRequest(InputStream in) throws IOException {
        return switch (read(in, Request.class)) {
            case Request.Run run ->
                new Request.Run(
                        run.kind(),
                        run.name(),
                        values(run.arguments()),
                        run.user() == null ? null : values(run.user()),
                        run.headers(),
                        run.checkResult(),
                        run.readonly());
            case Request.Query query -> new Request.Query(query.sql(), values(query.arguments()), query.readonly());
            case Request.Listing listing -> listing;
            case Request.Tokens tokens -> tokens;
            case Request.Validate validate -> validate;
            case Request.Status status -> status;
        };
    }

    static Reply readReply(InputStream in) throws IOException {
        return switch (read(in, Reply.class)) {
            case Reply.Value(var value, var truncated) -> new Reply.Value(JsonValues.render(value), truncated);
            case Reply.Failure failure -> failure;
            case Reply.Validation validation -> validation;
            case Reply.Server server -> server;
        };
    }

    private static Map<String, @Nullable Object> values(Map<String, @Nullable Object> raw) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        raw.forEach((name, value) -> values.put(name, JsonValues.render(value)));
        return values;
    }

    private static <T> T read(InputStream in, Class<T> type) throws IOException {
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
        } catch (JacksonException | NumberFormatException e) {
            throw new IOException("not a message of this version of mxcp", e);
        }
    }
}
