package dev.mxcp.core.generation;

import dev.mxcp.core.content.BlockReader;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an implementation of a prompt answered, as messages of one shape. What is none is refused. */
final class PromptMessages {

    private PromptMessages() {}

    /** Maps with {@code role}, {@code type}, and {@code prompt} for a text or {@code content} for anything else. */
    static List<Map<String, @Nullable Object>> of(@Nullable Object answered) {
        var items = answered instanceof List<?> list ? list : answered == null ? List.of() : List.of(answered);
        var messages = new ArrayList<Map<String, @Nullable Object>>();
        for (var item : items) {
            messages.add(new Reading(messages.size() + 1).message(item));
        }
        return messages;
    }

    /** Reads one message; {@code number} is for what is said when it cannot be. */
    private record Reading(int number) {

        Map<String, @Nullable Object> message(@Nullable Object item) {
            var message = new LinkedHashMap<String, @Nullable Object>();
            switch (item) {
                case String text -> message.put("prompt", text);
                case Map<?, ?> map when map.get("prompt") instanceof String text -> message.put("prompt", text);
                case Map<?, ?> map when map.get("content") instanceof String text -> message.put("prompt", text);
                case Map<?, ?> map
                when map.get("content") instanceof Map<?, ?> content ->
                    message.put("content", new BlockReader(place() + ", its content").fields(content));
                case null, default -> throw wrong("must be a text, or have 'role' and either 'prompt' or 'content'");
            }
            var fields = item instanceof Map<?, ?> map ? map : Map.of();
            message.put("role", role(fields.get("role")));
            message.put("type", fields.get("type"));
            return message;
        }

        private @Nullable Object role(@Nullable Object role) {
            if (role == null || role instanceof String) {
                return role;
            }
            throw wrong("'role' must be a text");
        }

        private PlatformException wrong(String what) {
            return new PlatformException(Code.FAILED, place() + " is not valid: " + what);
        }

        private String place() {
            return "message " + number + " of the prompt";
        }
    }
}
