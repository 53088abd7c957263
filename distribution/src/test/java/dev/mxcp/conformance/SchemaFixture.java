package dev.mxcp.conformance;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An endpoint with a schema of its own, which says more than declared parameters can. */
final class SchemaFixture implements PreparedEndpoint {

    private static final Map<String, ?> TEXT = Map.of("type", "string");

    @Override
    public Optional<Map<String, ?>> inputSchema() {
        var address =
                Map.of("$anchor", "addressDef", "type", "object", "properties", Map.of("street", TEXT, "city", TEXT));
        var byPhone = Map.of(
                "properties", Map.of("contactMethod", Map.of("const", "phone")), "required", List.of("contactMethod"));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("type", "object");
        schema.put("$defs", Map.of("address", address));
        schema.put(
                "properties",
                Map.of(
                        "name", TEXT,
                        "address", Map.of("$ref", "#/$defs/address"),
                        "contactMethod", Map.of("type", "string", "enum", List.of("phone", "email")),
                        "phone", TEXT,
                        "email", TEXT));
        schema.put("allOf", List.of(Map.of("anyOf", List.of(required("phone"), required("email")))));
        schema.put("if", byPhone);
        schema.put("then", required("phone"));
        schema.put("else", required("email"));
        schema.put("additionalProperties", false);
        return Optional.of(schema);
    }

    private static Map<String, ?> required(String name) {
        return Map.of("required", List.of(name));
    }

    @Override
    public EndpointResult run(Map<String, @Nullable Object> arguments, CallContext call) {
        return EndpointResult.of(String.valueOf(arguments));
    }
}
