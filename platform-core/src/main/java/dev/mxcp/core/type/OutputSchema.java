package dev.mxcp.core.type;

import dev.mxcp.core.json.JsonValues;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.core.type.TypeDefinition.Format;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code outputSchema} of an endpoint. It accepts every value that passes the check, and each such value after
 * policies took away or masked any part of it: so nothing is required, everything may be null, what is no string may be
 * the mask, and keywords that a mask or a missing item could break are left out.
 */
final class OutputSchema {

    /** What a policy puts in the place of a masked value. */
    private static final String MASK = "****";

    private OutputSchema() {}

    static Map<String, Object> of(TypeDefinition type) {
        var root = schema(type, false);
        if (type.base() == Base.OBJECT) {
            var object = new LinkedHashMap<>(root);
            object.put("type", "object");
            object.remove("enum");
            return Collections.unmodifiableMap(object);
        }
        var wrapper = new LinkedHashMap<String, Object>();
        wrapper.put("type", "object");
        wrapper.put("properties", Map.of("result", root));
        wrapper.put("required", List.of("result"));
        return Collections.unmodifiableMap(wrapper);
    }

    private static Map<String, Object> schema(TypeDefinition type, boolean maskable) {
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", types(type, maskable));
        SchemaKeywords.put(schema, "description", description(type));
        if (type.enumeration() != null) {
            schema.put("enum", enumeration(type, maskable));
        }
        switch (type.base()) {
            case NUMBER, INTEGER -> SchemaKeywords.bounds(type, schema);
            case ARRAY -> array(type, schema);
            case OBJECT -> object(type, schema);
            case STRING, BOOLEAN -> {}
        }
        if (!type.examples().isEmpty()) {
            schema.put("examples", Collections.unmodifiableList(rendered(type.examples())));
        }
        return Collections.unmodifiableMap(schema);
    }

    private static List<String> types(TypeDefinition type, boolean maskable) {
        var base = type.base().name().toLowerCase(Locale.ROOT);
        return maskable && !base.equals("string") ? List.of(base, "string", "null") : List.of(base, "null");
    }

    /** {@code format} would be asserted by some clients, against the mask too: so it is told to the reader. */
    private static @Nullable String description(TypeDefinition type) {
        Format format = type.format();
        var text = type.description();
        if (format == null || type.enumeration() != null) {
            return text;
        }
        var note = "(format: " + Formats.name(format) + ")";
        return text == null ? note : text + " " + note;
    }

    private static List<@Nullable Object> enumeration(TypeDefinition type, boolean maskable) {
        var values = new ArrayList<>(SchemaKeywords.enumeration(type, true));
        if (maskable) {
            values.add(MASK);
        }
        return Collections.unmodifiableList(values);
    }

    private static void array(TypeDefinition type, Map<String, Object> schema) {
        var items = type.items();
        if (items != null) {
            schema.put("items", schema(items, true));
        }
        SchemaKeywords.put(schema, "maxItems", type.maxItems());
    }

    private static void object(TypeDefinition type, Map<String, Object> schema) {
        var properties = new LinkedHashMap<String, Object>();
        type.properties().forEach((name, property) -> properties.put(name, schema(property, true)));
        if (!properties.isEmpty()) {
            schema.put("properties", Collections.unmodifiableMap(properties));
        }
        SchemaKeywords.additional(type, schema);
    }

    private static List<@Nullable Object> rendered(List<@Nullable Object> values) {
        var result = new ArrayList<@Nullable Object>();
        values.forEach(value -> result.add(JsonValues.render(value)));
        return result;
    }
}
