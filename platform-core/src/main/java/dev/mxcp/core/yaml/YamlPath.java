package dev.mxcp.core.yaml;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ways into trees of plain Java values: a String for a key, an Integer for an index. */
public final class YamlPath {

    private YamlPath() {}

    /** The value at the end of the path; null where there is none. */
    public static @Nullable Object value(@Nullable Object tree, List<?> path) {
        var value = tree;
        for (var step : path) {
            value = step(value, step);
        }
        return value;
    }

    static @Nullable Object step(@Nullable Object container, @Nullable Object step) {
        return switch (container) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list
            when step instanceof Integer index && index >= 0 && index < list.size() -> list.get(index);
            case null, default -> null;
        };
    }
}
