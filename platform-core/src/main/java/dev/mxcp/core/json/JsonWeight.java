package dev.mxcp.core.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how much memory JSON takes once it has been read: a hundred times its text, where that is nothing but brackets.
 * Limits of text alone would bound little.
 */
public final class JsonWeight {

    /** An object's header, what it is kept in, and the reference to it. */
    private static final int NODE_BYTES = 48;

    private JsonWeight() {}

    /** What so many brackets, keys and values take at most, beside the characters of texts; in bytes. */
    public static long most(int tokens) {
        return 2L * NODE_BYTES * tokens;
    }

    /** In bytes. The value is plain Java, as {@link Json#read} makes it, and no deeper than that allows. */
    public static long of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> NODE_BYTES + text.length();
            case List<?> list -> {
                long sum = NODE_BYTES;
                for (var element : list) {
                    sum += of(element);
                }
                yield sum;
            }
            case Map<?, ?> map -> {
                long sum = 2L * NODE_BYTES;
                for (var entry : map.entrySet()) {
                    sum += NODE_BYTES + of(entry.getKey()) + of(entry.getValue());
                }
                yield sum;
            }
            default -> NODE_BYTES;
        };
    }
}
