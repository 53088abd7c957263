package dev.mxcp.core.type;

import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values without a declared type, brought into the platform's plain Java. */
final class FreeValues {

    private FreeValues() {}

    static @Nullable Object plain(@Nullable Object raw, Trail trail) {
        return switch (raw) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Long number -> number;
            case Number number -> number(number, trail);
            case Temporal time -> time;
            case TemporalAmount amount -> amount;
            case byte[] bytes -> bytes;
            case Map<?, ?> map -> object(map, trail);
            case Collection<?> items -> array(items, trail);
            default -> {
                trail.problem("Expected a JSON value, got " + TypeNames.python(raw));
                yield null;
            }
        };
    }

    private static @Nullable Object number(Number raw, Trail trail) {
        var number = Numbers.exact(raw);
        if (number == null) {
            trail.problem("Expected a finite number of a reasonable size");
            return null;
        }
        boolean fractional = raw instanceof Double || raw instanceof Float || number.scale() > 0;
        return fractional ? Numbers.decimal(number) : Numbers.integer(number);
    }

    private static Map<String, @Nullable Object> object(Map<?, ?> map, Trail trail) {
        var result = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(map.size());
        map.forEach((key, value) -> {
            var name = String.valueOf(key);
            if (trail.enter(name)) {
                result.put(name, plain(value, trail));
                trail.leave();
            }
        });
        return Collections.unmodifiableMap(result);
    }

    private static Object array(Collection<?> items, Trail trail) {
        var result = new ArrayList<@Nullable Object>(items.size());
        int index = 0;
        for (Object item : items) {
            if (trail.enter(index++)) {
                result.add(plain(item, trail));
                trail.leave();
            }
        }
        return Collections.unmodifiableList(result);
    }
}
