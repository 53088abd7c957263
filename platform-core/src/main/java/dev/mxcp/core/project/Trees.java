package dev.mxcp.core.project;

import dev.mxcp.spi.Secret;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trees of plain Java values, as they come out of YAML. Nothing is changed in place. */
final class Trees {

    private Trees() {}

    static List<Object> append(List<Object> path, @Nullable Object step) {
        var longer = new ArrayList<>(path);
        longer.add(step instanceof Integer ? step : String.valueOf(step));
        return Collections.unmodifiableList(longer);
    }

    static Map<String, @Nullable Object> map(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return Map.of();
        }
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, item) -> copy.put(String.valueOf(key), item));
        return Collections.unmodifiableMap(copy);
    }

    static List<@Nullable Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? Collections.unmodifiableList(new ArrayList<>(list)) : List.of();
    }

    /** The tree with another value at the path. */
    static @Nullable Object replace(@Nullable Object tree, List<Object> path, @Nullable Object value) {
        if (path.isEmpty()) {
            return value;
        }
        var rest = path.subList(1, path.size());
        if (tree instanceof List<?> list && path.getFirst() instanceof Integer index) {
            var copy = new ArrayList<@Nullable Object>(list);
            copy.set(index, replace(list.get(index), rest, value));
            return Collections.unmodifiableList(copy);
        }
        var copy = new LinkedHashMap<>(map(tree));
        copy.put(path.getFirst().toString(), replace(copy.get(path.getFirst().toString()), rest, value));
        return Collections.unmodifiableMap(copy);
    }

    /** Mappings are joined key by key; of anything else the second wins, unless it has no value. */
    static Map<String, @Nullable Object> join(@Nullable Object base, @Nullable Object over) {
        var joined = new LinkedHashMap<>(map(base));
        map(over).forEach((key, value) -> {
            if (value instanceof Map && joined.get(key) instanceof Map) {
                joined.put(key, join(joined.get(key), value));
            } else if (value != null) {
                joined.put(key, value);
            }
        });
        return Collections.unmodifiableMap(joined);
    }

    /** Every text becomes a secret. */
    static @Nullable Object conceal(@Nullable Object tree) {
        return switch (tree) {
            case String text -> new Secret(text);
            case Map<?, ?> map -> concealed(map);
            case List<?> list -> {
                var copy = new ArrayList<@Nullable Object>();
                list.forEach(item -> copy.add(conceal(item)));
                yield Collections.unmodifiableList(copy);
            }
            case null, default -> tree;
        };
    }

    static Map<String, @Nullable Object> concealed(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), conceal(value)));
        return Collections.unmodifiableMap(copy);
    }
}
