package dev.mxcp.core.schema;

import dev.mxcp.spi.Secret;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Plain Java as the JSON that a schema is checked against. A key without a value counts as absent, as YAML authors mean
 * it. Dates and bytes are of no type that a schema asks for.
 */
final class JsonNodes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonNodes() {}

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case String text -> NODES.stringNode(text);
            case Secret secret -> NODES.stringNode(secret.reveal());
            case Boolean truth -> NODES.booleanNode(truth);
            case Long number -> NODES.numberNode(number.longValue());
            case Integer number -> NODES.numberNode(number.intValue());
            case BigInteger number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number.doubleValue());
            default -> NODES.nullNode();
        };
    }

    private static JsonNode object(Map<?, ?> map) {
        var node = NODES.objectNode();
        map.forEach((key, value) -> {
            if (value != null) {
                node.set(String.valueOf(key), of(value));
            }
        });
        return node;
    }

    private static JsonNode array(List<?> list) {
        var node = NODES.arrayNode();
        list.forEach(item -> node.add(of(item)));
        return node;
    }
}
