package dev.mxcp.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The forms that are shown to a client's user, as JSON Schema. */
final class Forms {

    private Forms() {}

    static Map<String, ?> required(String field, String type) {
        return form(Map.of(field, Map.of("type", type)), field);
    }

    static Map<String, ?> contact() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("username", Map.of("type", "string", "description", "User's response"));
        fields.put("email", Map.of("type", "string", "description", "User's email address"));
        return form(fields, "username", "email");
    }

    static Map<String, ?> withDefaults() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", Map.of("type", "string", "default", "John Doe"));
        fields.put("age", Map.of("type", "integer", "default", 30));
        fields.put("score", Map.of("type", "number", "default", 95.5));
        fields.put(
                "status",
                Map.of("type", "string", "enum", List.of("active", "inactive", "pending"), "default", "active"));
        fields.put("verified", Map.of("type", "boolean", "default", true));
        return form(fields);
    }

    static Map<String, ?> withChoices() {
        var options = List.of("option1", "option2", "option3");
        var fields = new LinkedHashMap<String, Object>();
        fields.put("untitledSingle", Map.of("type", "string", "enum", options));
        fields.put("titledSingle", Map.of("type", "string", "oneOf", titled("Option")));
        fields.put(
                "legacyEnum",
                Map.of(
                        "type", "string",
                        "enum", List.of("opt1", "opt2", "opt3"),
                        "enumNames", List.of("Option One", "Option Two", "Option Three")));
        fields.put("untitledMulti", Map.of("type", "array", "items", Map.of("type", "string", "enum", options)));
        fields.put("titledMulti", Map.of("type", "array", "items", Map.of("anyOf", titled("Choice"))));
        return form(fields);
    }

    private static List<Map<String, String>> titled(String noun) {
        return List.of(
                Map.of("const", "value1", "title", "First " + noun),
                Map.of("const", "value2", "title", "Second " + noun),
                Map.of("const", "value3", "title", "Third " + noun));
    }

    private static Map<String, ?> form(Map<String, ?> fields, String... required) {
        return required.length == 0
                ? Map.of("type", "object", "properties", fields)
                : Map.of("type", "object", "properties", fields, "required", List.of(required));
    }
}
