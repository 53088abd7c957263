package dev.mxcp.core.type;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import org.jspecify.annotations.Nullable;

/** Arrays and objects that arrive as JSON text, as some clients send them. */
final class JsonText {

    private JsonText() {}

    /** Null, with a problem, when the text is not JSON or is JSON's null. */
    static @Nullable Object parse(String text, String expected, Trail trail) {
        try {
            var value = Json.read(text);
            if (value == null) {
                trail.problem("Expected %s, got null".formatted(expected));
            }
            return value;
        } catch (JsonException e) {
            trail.problem("Invalid JSON %s: %s".formatted(expected, e.getMessage()));
            return null;
        }
    }
}
