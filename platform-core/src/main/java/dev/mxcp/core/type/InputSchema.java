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
import java.util.regex.Pattern;

/**
 * The {@code inputSchema} of an endpoint. Whatever it accepts can be converted; conversion accepts more (numbers as text
 * and the like), which is not for advertising.
 */
final class InputSchema {

    /** JSON Schema's own {@code time} demands an offset, which ours does not have. */
    private static final String TIME = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?$";
    /** JSON Schema's own {@code duration} knows fewer. */
    private static final String DURATION =
            "^P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?" + "(T(?=.)([0-9]+H)?([0-9]+M)?([0-9]+(\\.[0-9]+)?S)?)?$";

    /** Patterns that mean the same in a client's regular expressions: no flags, no named groups, no RE2 specials. */
    private static final Pattern PORTABLE =
            Pattern.compile("(?:(?!\\(\\?[^:]|\\\\[AzQECa]|\\[\\[:).)*", Pattern.DOTALL);

    private InputSchema() {}

    static Map<String, Object> of(List<ParameterDefinition> parameters) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var parameter : parameters) {
            properties.put(parameter.name(), of(parameter));
            if (parameter.isRequired()) {
                required.add(parameter.name());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", Collections.unmodifiableMap(properties));
        if (!required.isEmpty()) {
            schema.put("required", List.copyOf(required));
        }
        schema.put("additionalProperties", false);
        return Collections.unmodifiableMap(schema);
    }

    private static Map<String, Object> of(ParameterDefinition parameter) {
        var type = of(parameter.type(), false);
        if (parameter.header() == null) {
            return type;
        }
        var schema = new LinkedHashMap<>(type);
        // clients leave tools out whose header belongs to anything but one primitive type
        schema.put("type", base(parameter.type()));
        schema.put("x-mcp-header", parameter.header());
        return Collections.unmodifiableMap(schema);
    }

    private static Map<String, Object> of(TypeDefinition type, boolean optional) {
        var schema = new LinkedHashMap<String, Object>();
        boolean nullable = optional || CompiledType.isNullable(type);
        var base = base(type);
        schema.put("type", nullable ? List.of(base, "null") : base);
        SchemaKeywords.put(schema, "description", type.description());
        if (type.enumeration() == null) {
            switch (type.base()) {
                case STRING -> text(type, schema);
                case NUMBER, INTEGER -> {
                    SchemaKeywords.bounds(type, schema);
                    SchemaKeywords.put(schema, "multipleOf", type.multipleOf());
                }
                case ARRAY -> array(type, schema);
                case OBJECT -> object(type, schema);
                case BOOLEAN -> {}
            }
        } else {
            schema.put("enum", SchemaKeywords.enumeration(type, nullable));
        }
        var fallback = type.defaultValue();
        if (fallback != null) {
            SchemaKeywords.put(schema, "default", JsonValues.render(fallback.value()));
        }
        if (!type.examples().isEmpty()) {
            SchemaKeywords.put(schema, "examples", JsonValues.render(type.examples()));
        }
        return Collections.unmodifiableMap(schema);
    }

    private static String base(TypeDefinition type) {
        return isSeconds(type) ? "number" : type.base().name().toLowerCase(Locale.ROOT);
    }

    private static boolean isSeconds(TypeDefinition type) {
        return type.base() == Base.STRING && type.format() == Format.TIMESTAMP && type.enumeration() == null;
    }

    private static void text(TypeDefinition type, Map<String, Object> schema) {
        var format = type.format();
        var pattern = type.pattern();
        if (pattern != null && PORTABLE.matcher(pattern).matches()) {
            schema.put("pattern", pattern);
        }
        switch (format) {
            case EMAIL, URI, DATE, DATE_TIME -> schema.put("format", Formats.name(format));
            case TIME -> schema.putIfAbsent("pattern", TIME);
            case DURATION -> schema.putIfAbsent("pattern", DURATION);
            case TIMESTAMP -> {
                schema.put("minimum", Numbers.integer(Formats.MIN_TIMESTAMP));
                schema.put("maximum", Numbers.integer(Formats.MAX_TIMESTAMP));
            }
            case null -> {}
        }
        SchemaKeywords.put(schema, "minLength", type.minLength());
        SchemaKeywords.put(schema, "maxLength", type.maxLength());
    }

    private static void array(TypeDefinition type, Map<String, Object> schema) {
        var items = type.items();
        if (items != null) {
            schema.put("items", of(items, false));
        }
        SchemaKeywords.put(schema, "minItems", type.minItems());
        SchemaKeywords.put(schema, "maxItems", type.maxItems());
        if (type.uniqueItems()) {
            schema.put("uniqueItems", true);
        }
    }

    private static void object(TypeDefinition type, Map<String, Object> schema) {
        var properties = new LinkedHashMap<String, Object>();
        type.properties().forEach((name, property) -> {
            boolean optional = !type.required().contains(name);
            properties.put(name, of(property, optional));
        });
        if (!properties.isEmpty()) {
            schema.put("properties", Collections.unmodifiableMap(properties));
        }
        var required =
                type.required().stream().filter(name -> !hasDefault(type, name)).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        SchemaKeywords.additional(type, schema);
    }

    private static boolean hasDefault(TypeDefinition type, String name) {
        var property = type.properties().get(name);
        return property != null && property.defaultValue() != null;
    }
}
