package dev.mxcp.core.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A schema that came up at run time: for one check, with nothing but what it says itself. */
public final class GivenSchema {

    // a registry keeps what it has compiled, so each schema gets one of its own
    private static final SchemaRegistryConfig FORMATS_COUNT =
            SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();

    private GivenSchema() {}

    /**
     * What is wrong with a document of JSON-like plain Java values, a sentence for each problem; empty when it fits.
     *
     * @throws IllegalArgumentException when the schema is none
     */
    public static List<String> check(Map<String, ?> schema, @Nullable Object document) {
        try {
            var mapper = JsonMapper.shared();
            return SchemaRegistry.withDialect(
                            Dialects.getDraft202012(), builder -> builder.schemaRegistryConfig(FORMATS_COUNT))
                    .getSchema(mapper.valueToTree(schema))
                    .validate(mapper.writeValueAsString(document), InputFormat.JSON)
                    .stream()
                    .map(GivenSchema::sentence)
                    .toList();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a JSON Schema: " + e.getMessage(), e);
        }
    }

    private static String sentence(Error error) {
        var place = error.getInstanceLocation().toString();
        return place.isEmpty() || place.equals("$") ? error.getMessage() : place + ": " + error.getMessage();
    }
}
