package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The one envelope around every JSON answer of the command line. */
final class JsonText {

    private JsonText() {}

    /** {@code {"status": "ok", "result": ...}} */
    static String ok(@Nullable Object result) {
        var envelope = new LinkedHashMap<String, @Nullable Object>();
        envelope.put("status", "ok");
        envelope.put("result", result);
        return Json.pretty(envelope);
    }

    /** {@code {"status": "error", "error": ...}}, with type and trace of the cause when it is given. */
    static String error(String message, @Nullable Throwable cause) {
        var envelope = new LinkedHashMap<String, @Nullable Object>();
        envelope.put("status", "error");
        envelope.put("error", message);
        if (cause != null) {
            envelope.put("traceback", StackTrace.of(cause));
            envelope.put("type", cause.getClass().getSimpleName());
        }
        return Json.pretty(envelope);
    }
}
