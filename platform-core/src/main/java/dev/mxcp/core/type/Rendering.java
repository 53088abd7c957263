package dev.mxcp.core.type;

import dev.mxcp.core.json.JsonValues;
import dev.mxcp.core.type.TypeDefinition.Base;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON edge for values of a declared type. Follows the type only where it makes a difference. */
final class Rendering {

    private final Base base;
    private final @Nullable Rendering items;
    private final Map<String, Rendering> properties = new LinkedHashMap<>();
    private final boolean matters;

    Rendering(TypeDefinition type) {
        this.base = type.base();
        var element = type.items();
        this.items = element == null ? null : new Rendering(element);
        type.properties().forEach((name, property) -> properties.put(name, new Rendering(property)));
        this.matters = base == Base.STRING
                || items != null && items.matters
                || properties.values().stream().anyMatch(property -> property.matters);
    }

    @Nullable
    Object render(@Nullable Object value) {
        if (!matters || value == null) {
            return JsonValues.render(value);
        }
        return switch (base) {
            case STRING -> value instanceof Number ? exact(value) : JsonValues.render(value);
            case ARRAY ->
                value instanceof List<?> elements && items != null ? array(elements, items) : JsonValues.render(value);
            case OBJECT -> value instanceof Map<?, ?> members ? object(members) : JsonValues.render(value);
            case NUMBER, INTEGER, BOOLEAN -> JsonValues.render(value);
        };
    }

    private static @Nullable Object exact(Object number) {
        var text = ResultText.of(number);
        return text == null ? JsonValues.render(number) : text;
    }

    private static List<@Nullable Object> array(List<?> elements, Rendering items) {
        var result = new ArrayList<@Nullable Object>(elements.size());
        elements.forEach(element -> result.add(items.render(element)));
        return result;
    }

    private Map<String, @Nullable Object> object(Map<?, ?> members) {
        var result = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(members.size());
        members.forEach((key, member) -> {
            var name = String.valueOf(key);
            var property = properties.get(name);
            result.put(name, property == null ? JsonValues.render(member) : property.render(member));
        });
        return result;
    }
}
