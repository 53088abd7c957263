package dev.mxcp.core.type;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects, also as JSON text; their properties in declared order, then what else they hold. */
final class ObjectRules implements ValueRules {

    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final List<String> required;
    private final boolean additional;

    private record Property(
            CompiledType type, boolean required, @Nullable Prefilled fallback) {}

    ObjectRules(TypeDefinition type) {
        this.required = List.copyOf(type.required());
        this.additional = type.additionalProperties();
        type.properties().forEach((name, definition) -> {
            var compiled = new CompiledType(definition);
            properties.put(name, new Property(compiled, required.contains(name), Prefilled.of(compiled)));
        });
    }

    @Override
    public @Nullable Object convert(Object raw, Trail trail) {
        var value = raw instanceof String text ? JsonText.parse(text, "object", trail) : raw;
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> members)) {
            trail.problem("Expected object, got " + TypeNames.schema(value));
            return null;
        }
        var result = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(members.size() + properties.size());
        properties.forEach((name, property) -> {
            if (trail.enter(name)) {
                convert(members, name, property, result, trail);
                trail.leave();
            }
        });
        members.forEach((key, member) -> additional(String.valueOf(key), member, result, trail));
        missing(members.keySet(), true, trail);
        return Collections.unmodifiableMap(result);
    }

    /** An absent optional property is there as null, so that SQL and conditions can always name it. */
    private static void convert(
            Map<?, ?> members, String name, Property property, Map<String, @Nullable Object> result, Trail trail) {
        if (members.containsKey(name)) {
            result.put(name, property.type().convert(members.get(name), !property.required(), trail));
        } else if (property.fallback() != null) {
            result.put(name, property.fallback().use(trail));
        } else if (!property.required()) {
            result.put(name, null);
        }
    }

    private void additional(String name, @Nullable Object member, Map<String, @Nullable Object> result, Trail trail) {
        if (properties.containsKey(name)) {
            return;
        }
        if (!additional) {
            trail.problem("Unexpected property: " + name);
        } else if (trail.enter(name)) {
            result.put(name, FreeValues.plain(member, trail));
            trail.leave();
        }
    }

    @Override
    public void check(Object value, boolean truncated, Trail trail) {
        if (!(value instanceof Map<?, ?> members)) {
            trail.problem("Expected object, got " + TypeNames.python(value));
            return;
        }
        members.forEach((key, member) -> {
            var name = String.valueOf(key);
            var property = properties.get(name);
            if (property == null) {
                if (!additional) {
                    trail.problem("Unexpected property: " + name);
                }
            } else if (trail.enter(name)) {
                property.type().check(member, false, trail);
                trail.leave();
            }
        });
        missing(members.keySet(), false, trail);
    }

    private void missing(Set<?> present, boolean withDefaults, Trail trail) {
        var absent = required.stream()
                .filter(name -> !present.contains(name))
                .filter(name -> !withDefaults || !hasDefault(name))
                .toList();
        if (!absent.isEmpty()) {
            trail.problem("Missing required properties: " + String.join(", ", absent));
        }
    }

    private boolean hasDefault(String name) {
        var property = properties.get(name);
        return property != null && property.fallback() != null;
    }
}
