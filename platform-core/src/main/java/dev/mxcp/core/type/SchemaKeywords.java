package dev.mxcp.core.type;

import dev.mxcp.core.json.JsonValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keywords that input and output schemas share. */
final class SchemaKeywords {

    private SchemaKeywords() {}

    static void put(Map<String, Object> schema, String keyword, @Nullable Object value) {
        if (value instanceof BigDecimal number) {
            schema.put(keyword, Numbers.isIntegral(number) ? Numbers.integer(number) : Numbers.decimal(number));
        } else if (value != null) {
            schema.put(keyword, value);
        }
    }

    static void bounds(TypeDefinition type, Map<String, Object> schema) {
        put(schema, "minimum", type.minimum());
        put(schema, "maximum", type.maximum());
        put(schema, "exclusiveMinimum", type.exclusiveMinimum());
        put(schema, "exclusiveMaximum", type.exclusiveMaximum());
    }

    static void additional(TypeDefinition type, Map<String, Object> schema) {
        if (!type.additionalProperties()) {
            schema.put("additionalProperties", false);
        } else if (type.properties().isEmpty()) {
            schema.put("additionalProperties", true);
        }
    }

    /** The allowed values that fit the type, as JSON has them once converted; and for text also as they are written. */
    static List<@Nullable Object> enumeration(TypeDefinition type, boolean nullable) {
        var values = new ArrayList<@Nullable Object>();
        var declared = type.enumeration();
        if (declared != null) {
            var rules = ValueRules.of(type);
            declared.forEach(value -> allowed(rules, value, values));
        }
        if (nullable && !values.contains(null)) {
            values.add(null);
        }
        return Collections.unmodifiableList(values);
    }

    private static void allowed(ValueRules rules, @Nullable Object declared, List<@Nullable Object> values) {
        if (declared == null) {
            values.add(null);
            return;
        }
        var trail = new ArgumentTrail();
        var converted = JsonValues.render(rules.convert(declared, trail));
        if (trail.count() > 0) {
            return;
        }
        values.add(converted);
        if (converted instanceof String && declared instanceof String && !declared.equals(converted)) {
            values.add(declared);
        }
    }
}
