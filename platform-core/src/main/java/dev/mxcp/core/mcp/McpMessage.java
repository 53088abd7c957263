package dev.mxcp.core.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON-RPC message from a client, checked for its shape. */
public sealed interface McpMessage {

    /** @param id a String or a Long */
    record Request(Object id, String method, Map<String, @Nullable Object> params) implements McpMessage {
        public boolean isInitialize() {
            return method.equals("initialize");
        }
    }

    record Notification(String method, Map<String, @Nullable Object> params) implements McpMessage {}

    /** The answer to a question of the server: exactly one of {@code result} and {@code error} counts. */
    record Response(
            Object id, @Nullable Object result, @Nullable Map<String, @Nullable Object> error) implements McpMessage {}
}
