package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON as plain Java in which equal numbers are equal: 31, 31.0 and 31.00. */
final class PlainJson {

    private PlainJson() {}

    static @Nullable Object of(JsonNode node) {
        return of(node.toString());
    }

    static @Nullable Object of(String text) {
        try {
            return normal(Json.read(text));
        } catch (JsonException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private static @Nullable Object normal(@Nullable Object value) {
        return switch (value) {
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case List<?> items -> items.stream().map(PlainJson::normal).toList();
            case Map<?, ?> members -> {
                var result = new LinkedHashMap<String, @Nullable Object>();
                members.forEach((key, member) -> result.put(String.valueOf(key), normal(member)));
                yield result;
            }
            case null, default -> value;
        };
    }
}
