package dev.mxcp.plugin.lang.python.wire;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.Rows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What the platform says to a worker, encoded. */
public final class Outgoing {

    private Outgoing() {}

    /** @param context null where no call is concerned */
    public static byte[] call(
            long id, int function, Map<String, ? extends @Nullable Object> arguments, Map<String, ?> context) {
        return Json.write(out -> {
            begin(out, "call", id);
            out.writeName("fn");
            out.writeNumber(function);
            field(out, "arguments", arguments);
            field(out, "context", context);
            out.writeEndObject();
        });
    }

    public static byte[] batch(
            long id,
            String function,
            List<? extends List<? extends @Nullable Object>> columns,
            Map<String, ?> context) {
        return Json.write(out -> {
            begin(out, "udf", id);
            field(out, "fn", function);
            out.writeName("columns");
            out.writeStartArray();
            columns.forEach(column -> PackedNumbers.write(column, out));
            out.writeEndArray();
            field(out, "context", context);
            out.writeEndObject();
        });
    }

    public static byte[] cancel(long id) {
        return Json.write(out -> {
            begin(out, "cancel", id);
            out.writeEndObject();
        });
    }

    /** @param fields whatever the operation needs besides {@code op} and {@code id} */
    public static byte[] control(String op, long id, Map<String, ? extends @Nullable Object> fields) {
        var message = new LinkedHashMap<String, @Nullable Object>();
        message.put("op", op);
        message.put("id", id);
        message.putAll(fields);
        return Json.write(message);
    }

    public static byte[] answer(long id, @Nullable Object value) {
        return Json.write(out -> {
            begin(out, "answer", id);
            field(out, "value", value);
            out.writeEndObject();
        });
    }

    /** Reads all rows while it writes them. */
    public static byte[] rows(long id, Rows rows) {
        return Json.write(out -> {
            begin(out, "answer", id);
            out.writeName("value");
            out.writeStartObject();
            field(out, "columns", rows.columns().stream().map(Outgoing::column).toList());
            out.writeName("rows");
            out.writeStartArray();
            var values = new ValueWriter(out);
            for (var row = rows.next(); row != null; row = rows.next()) {
                values.write(row);
            }
            out.writeEndArray();
            field(out, "truncated", rows.isTruncated());
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    public static byte[] refused(long id, String code, String message) {
        return Json.write(out -> {
            begin(out, "refused", id);
            field(out, "code", code);
            field(out, "message", message);
            out.writeEndObject();
        });
    }

    /** Unwinds the function that asked. */
    public static byte[] stop(long id) {
        return Json.write(out -> {
            begin(out, "refused", id);
            field(out, "stop", true);
            out.writeEndObject();
        });
    }

    private static List<String> column(DataSource.Column column) {
        return List.of(column.name(), column.type());
    }

    private static void begin(JsonGenerator out, String op, long id) {
        out.writeStartObject();
        field(out, "op", op);
        out.writeName("id");
        out.writeNumber(id);
    }

    private static void field(JsonGenerator out, String name, @Nullable Object value) {
        out.writeName(name);
        new ValueWriter(out).write(value);
    }
}
