package dev.mxcp.core.mcp;

import dev.mxcp.core.json.JsonValues;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.PlatformException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call tells its client while it runs, as the protocol writes it. */
final class NoticeWire {

    static final String PROGRESS = "notifications/progress";
    static final String LOG = "notifications/message";

    private static final String LOGGER = "mxcp";

    private NoticeWire() {}

    static Map<String, Object> progress(
            Object token, double progress, @Nullable Double total, @Nullable String message) {
        var params = new LinkedHashMap<String, Object>();
        params.put("progressToken", token);
        params.put("progress", progress);
        if (total != null) {
            params.put("total", total);
        }
        if (message != null) {
            params.put("message", message);
        }
        return params;
    }

    static Map<String, Object> log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        return Map.of("level", LogLevels.name(level), "logger", LOGGER, "data", said(message, data));
    }

    /** A text, or where there is more an object that has it as its {@code message}. */
    private static Object said(String message, Map<String, ? extends @Nullable Object> data) {
        if (data.isEmpty()) {
            return message;
        }
        var said = new LinkedHashMap<String, @Nullable Object>();
        said.put("message", message);
        try {
            data.forEach((name, value) -> said.putIfAbsent(name, JsonValues.render(value)));
        } catch (PlatformException noJson) {
            // a call does not fail for what it tells beside its answer
            return message;
        }
        return said;
    }
}
