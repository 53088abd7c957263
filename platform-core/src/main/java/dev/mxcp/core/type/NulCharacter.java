package dev.mxcp.core.type;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The character at which operating systems and C libraries end a text: behind it {@code '.txt'} of
 * {@code read_text('pages/' || $name || '.txt')} would be lost. No argument holds it.
 */
final class NulCharacter {

    private NulCharacter() {}

    /** However deep: nothing has limited the depth yet. */
    static boolean isIn(@Nullable Object value) {
        if (value instanceof String text) {
            return isInText(text);
        }
        var open = new ArrayDeque<Object>();
        add(value, open);
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case String text
                when isInText(text) -> {
                    return true;
                }
                case Map<?, ?> object ->
                    object.forEach((key, item) -> {
                        add(key, open);
                        add(item, open);
                    });
                case Collection<?> items -> items.forEach(item -> add(item, open));
                default -> {}
            }
        }
        return false;
    }

    private static boolean isInText(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static void add(@Nullable Object value, Deque<Object> open) {
        if (value != null) {
            open.push(value);
        }
    }

    static String problem(String parameter) {
        return "Parameter '%s' must not contain the character U+0000".formatted(parameter);
    }
}
