package dev.mxcp.core.yaml;

import dev.mxcp.core.problem.Location;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places of keys and values, by the container that holds them. Aliased containers point to their anchor. */
final class Marks {

    /**
     * Line and column from 1.
     *
     * @param text of a scalar, null otherwise
     */
    record Mark(int line, int column, @Nullable TextPlace text) {}

    private final Map<Object, Map<Object, Mark>> keys = new IdentityHashMap<>();
    private final Map<Object, Map<Object, Mark>> values = new IdentityHashMap<>();

    void of(Object container, Map<Object, Mark> keyMarks, Map<Object, Mark> valueMarks) {
        keys.put(container, keyMarks);
        values.put(container, valueMarks);
    }

    @Nullable
    Mark key(Object container, Object step) {
        return find(keys, container, step);
    }

    @Nullable
    Mark value(Object container, Object step) {
        return find(values, container, step);
    }

    private static @Nullable Mark find(Map<Object, Map<Object, Mark>> marks, Object container, Object step) {
        var inside = marks.get(container);
        return inside == null ? null : inside.get(step);
    }

    static Location location(String file, Mark mark) {
        return new Location(file, mark.line(), mark.column());
    }
}
