package dev.mxcp.core.type;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Arrays, also as JSON text; their length, and each of their items. */
final class ArrayRules implements ValueRules {

    private final @Nullable Integer minItems;
    private final @Nullable Integer maxItems;
    private final boolean unique;
    private final @Nullable CompiledType items;

    ArrayRules(TypeDefinition type) {
        this.minItems = type.minItems();
        this.maxItems = type.maxItems();
        this.unique = type.uniqueItems();
        var definition = type.items();
        this.items = definition == null ? null : new CompiledType(definition);
    }

    @Override
    public @Nullable Object convert(Object raw, Trail trail) {
        var value = raw instanceof String text ? JsonText.parse(text, "array", trail) : raw;
        if (value == null) {
            return null;
        }
        if (!(value instanceof Collection<?> elements)) {
            trail.problem("Expected array, got " + TypeNames.schema(value));
            return null;
        }
        int before = trail.count();
        if (maxItems != null && elements.size() > maxItems) {
            length(elements.size(), false, trail);
            return null;
        }
        var result = new ArrayList<@Nullable Object>(elements.size());
        int index = 0;
        for (Object element : elements) {
            if (trail.enter(index++)) {
                result.add(items == null ? FreeValues.plain(element, trail) : items.convert(element, false, trail));
                trail.leave();
            }
        }
        length(result.size(), false, trail);
        if (trail.count() == before) {
            distinct(result, trail);
        }
        return Collections.unmodifiableList(result);
    }

    @Override
    public void check(Object value, boolean truncated, Trail trail) {
        var elements = elements(value);
        if (elements == null) {
            trail.problem("Expected array, got " + TypeNames.python(value));
            return;
        }
        length(elements.size(), truncated, trail);
        if (items != null) {
            int index = 0;
            for (Object element : elements) {
                if (trail.enter(index++)) {
                    items.check(element, false, trail);
                    trail.leave();
                }
            }
        }
        distinct(elements, trail);
    }

    private static @Nullable Collection<?> elements(Object value) {
        return switch (value) {
            case Collection<?> collection -> collection;
            case Object[] array -> Arrays.asList(array);
            default -> null;
        };
    }

    private void length(int size, boolean truncated, Trail trail) {
        if (minItems != null && size < minItems && !truncated) {
            trail.problem("Array must have at least %d items".formatted(minItems));
        }
        if (maxItems != null && size > maxItems) {
            trail.problem("Array must have at most %d items".formatted(maxItems));
        }
    }

    private void distinct(Collection<?> elements, Trail trail) {
        if (!unique) {
            return;
        }
        var seen = new HashSet<@Nullable Object>();
        for (Object element : elements) {
            if (!seen.add(Canonical.of(element))) {
                trail.problem("Array must contain unique items");
                return;
            }
        }
    }
}
