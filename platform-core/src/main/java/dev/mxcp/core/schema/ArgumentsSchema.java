package dev.mxcp.core.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A schema that arguments must match, compiled once. Thread-safe; nothing is ever fetched. */
public final class ArgumentsSchema {

    private static final Dialect DIALECT = Dialects.getDraft202012();

    private final Map<String, Object> json;
    private final Schema schema;

    private ArgumentsSchema(Map<String, Object> json, Schema schema) {
        this.json = json;
        this.schema = schema;
    }

    /** @throws IllegalArgumentException when it is no schema of an object, with a message for its author */
    public static ArgumentsSchema compile(Map<String, ?> json) {
        if (!"object".equals(json.get("type"))) {
            throw new IllegalArgumentException("its type must be object");
        }
        // a registry of its own, so that no other schema with the same $id is taken for this one
        var registry = SchemaRegistry.withDialect(DIALECT);
        JsonNode node = JsonMapper.shared().valueToTree(json);
        try {
            var mistakes =
                    registry.getSchema(SchemaLocation.of(DIALECT.getId())).validate(node);
            if (!mistakes.isEmpty()) {
                throw new IllegalArgumentException(message(mistakes.getFirst()));
            }
            var schema = registry.getSchema(node);
            schema.initializeValidators();
            return new ArgumentsSchema(Collections.unmodifiableMap(new LinkedHashMap<>(json)), schema);
        } catch (SchemaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public Map<String, Object> asJson() {
        return json;
    }

    /** Everything wrong with the arguments, in words for the caller; empty when they match. */
    public List<String> check(Map<String, @Nullable Object> arguments) {
        try {
            return schema.validate(JsonMapper.shared().<JsonNode>valueToTree(arguments)).stream()
                    .map(ArgumentsSchema::message)
                    .distinct()
                    .toList();
        } catch (ValidationLimitExceededException e) {
            return List.of("the arguments are too deep or too large to be checked");
        }
    }

    private static String message(Error error) {
        var place = error.getInstanceLocation().toString();
        return place.isEmpty() ? error.getMessage() : place + ": " + error.getMessage();
    }
}
