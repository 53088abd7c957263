package dev.mxcp.core.type;

import dev.mxcp.core.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A rendered value as the two kinds of content of a tool's answer. */
public final class AnswerContent {

    private AnswerContent() {}

    /** One text per element of a list, one for anything else, none for null. Strings as they are, the rest as JSON. */
    public static List<String> texts(@Nullable Object rendered) {
        if (rendered instanceof List<?> items) {
            return items.stream()
                    .filter(Objects::nonNull)
                    .map(AnswerContent::text)
                    .toList();
        }
        return rendered == null ? List.of() : List.of(text(rendered));
    }

    private static String text(Object rendered) {
        return rendered instanceof String text ? text : Json.pretty(rendered);
    }

    /** The object itself, or {@code {"result": ...}}; for an object that a policy took away altogether, an empty one. */
    static Map<String, @Nullable Object> structured(@Nullable Object rendered, boolean wrapped) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        if (wrapped) {
            result.put("result", rendered);
        } else if (rendered instanceof Map<?, ?> members) {
            members.forEach((name, value) -> result.put(String.valueOf(name), value));
        }
        return Collections.unmodifiableMap(result);
    }
}
