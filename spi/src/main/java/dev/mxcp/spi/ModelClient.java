package dev.mxcp.spi;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One chat turn with tools. Thread-safe, blocking. */
@Unstable
public interface ModelClient extends AutoCloseable {

    /** @throws PlatformException {@code UNAVAILABLE}, {@code LIMIT_EXCEEDED} or {@code FAILED} */
    Turn chat(List<Message> messages, List<Tool> tools, Duration timeout);

    @Override
    default void close() {}

    enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }

    /** @param toolCallId set on messages of role TOOL */
    record Message(Role role, String text, @Nullable String toolCallId) {}

    /** @param inputSchema JSON Schema as plain Java values */
    record Tool(String name, String description, Map<String, ?> inputSchema) {}

    record ToolCall(String id, String name, Map<String, @Nullable Object> arguments) {}

    /** What the model said and which tools it wants to be called. */
    record Turn(String text, List<ToolCall> toolCalls) {
        public Turn {
            toolCalls = List.copyOf(toolCalls);
        }
    }
}
