package dev.mxcp.core.generation;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.ArrayList;
import java.util.Base64;
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
                when map.get("content") instanceof Map<?, ?> content -> message.put("content", content(content));
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

        private Map<String, @Nullable Object> content(Map<?, ?> content) {
            switch (String.valueOf(content.get("type"))) {
                case "text" -> require(content, "text");
                case "image", "audio" -> {
                    requireBase64(content, "data");
                    require(content, "mimeType");
                }
                case "resource_link" -> {
                    require(content, "uri");
                    require(content, "name");
                }
                case "resource" -> resource(content.get("resource"));
                default -> throw wrong("'content' must have the type text, image, audio, resource or resource_link");
            }
            var copy = new LinkedHashMap<String, @Nullable Object>();
            content.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return copy;
        }

        private void resource(@Nullable Object resource) {
            if (!(resource instanceof Map<?, ?> fields)) {
                throw wrong("'content' of the type resource must have 'resource'");
            }
            require(fields, "uri");
            if (fields.containsKey("blob")) {
                requireBase64(fields, "blob");
            } else {
                require(fields, "text");
            }
        }

        private String require(Map<?, ?> fields, String key) {
            if (fields.get(key) instanceof String text) {
                return text;
            }
            throw wrong("'" + key + "' must be a text");
        }

        private void requireBase64(Map<?, ?> fields, String key) {
            try {
                Base64.getDecoder().decode(require(fields, key));
            } catch (IllegalArgumentException e) {
                throw wrong("'" + key + "' must be base64");
            }
        }

        private PlatformException wrong(String what) {
            return new PlatformException(Code.FAILED, "message " + number + " of the prompt is not valid: " + what);
        }
    }
}
