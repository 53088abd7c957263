package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.project.EndpointDefinition.Annotations;
import dev.mxcp.core.type.ParameterDefinition;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lists of one generation, as its clients see them; in the order in which the project defines their entries. */
final class Listings {

    private static final String TAGS = "dev.mxcp/tags";

    private final Map<String, ListPages> byMethod;

    /** @param pages renders entries under a key */
    Listings(Generation generation, BiFunction<String, List<Map<String, Object>>, ListPages> pages) {
        var statics =
                generation.resources().stream().filter(e -> !isTemplate(e)).toList();
        var templated =
                generation.resources().stream().filter(Listings::isTemplate).toList();
        this.byMethod = Map.of(
                "tools/list",
                pages.apply("tools", entries(generation.tools(), Listings::tool)),
                "resources/list",
                pages.apply("resources", entries(statics, e -> resource(e, "uri"))),
                "resources/templates/list",
                pages.apply("resourceTemplates", entries(templated, e -> resource(e, "uriTemplate"))),
                "prompts/list",
                pages.apply("prompts", entries(generation.prompts(), Listings::prompt)));
    }

    /** @param method the request that asks for the list, such as {@code tools/list} */
    ListPages of(String method) {
        return Objects.requireNonNull(byMethod.get(method), method);
    }

    /** The lists that differ from another generation's. */
    Set<ListKind> changedFrom(Listings other) {
        var changed = EnumSet.noneOf(ListKind.class);
        for (var kind : ListKind.values()) {
            if (!kind.methods().stream()
                    .allMatch(method ->
                            of(method).digest().equals(other.of(method).digest()))) {
                changed.add(kind);
            }
        }
        return changed;
    }

    private static List<Map<String, Object>> entries(
            List<Endpoint> endpoints, Function<Endpoint, Map<String, Object>> entry) {
        return endpoints.stream().map(entry).toList();
    }

    static boolean isTemplate(Endpoint endpoint) {
        return endpoint.name().indexOf('{') >= 0;
    }

    static Map<String, Object> tool(Endpoint endpoint) {
        var definition = endpoint.definition();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", endpoint.name());
        putIfPresent(entry, "title", definition.title());
        putIfPresent(entry, "description", definition.description());
        entry.put("inputSchema", endpoint.parameters().jsonSchema());
        var returns = endpoint.returns();
        if (returns != null) {
            entry.put("outputSchema", returns.jsonSchema());
        }
        var annotations = annotations(definition.annotations());
        if (!annotations.isEmpty()) {
            entry.put("annotations", annotations);
        }
        ContentBlocks.addIcons(entry, definition.details().icons());
        putTags(entry, endpoint);
        return entry;
    }

    private static Map<String, Object> annotations(Annotations annotations) {
        var entry = new LinkedHashMap<String, Object>();
        putIfPresent(entry, "title", annotations.title());
        putIfPresent(entry, "readOnlyHint", annotations.readOnlyHint());
        putIfPresent(entry, "destructiveHint", annotations.destructiveHint());
        putIfPresent(entry, "idempotentHint", annotations.idempotentHint());
        putIfPresent(entry, "openWorldHint", annotations.openWorldHint());
        return entry;
    }

    static Map<String, Object> resource(Endpoint endpoint, String uriKey) {
        var definition = endpoint.definition();
        var entry = new LinkedHashMap<String, Object>();
        entry.put(uriKey, endpoint.name());
        entry.put("name", endpoint.name());
        putIfPresent(entry, "title", definition.title());
        putIfPresent(entry, "description", definition.description());
        putIfPresent(entry, "mimeType", definition.mimeType());
        ContentBlocks.describe(entry, definition.details());
        if (isTemplate(endpoint)) {
            entry.remove("size");
        }
        putTags(entry, endpoint);
        return entry;
    }

    static Map<String, Object> prompt(Endpoint endpoint) {
        var definition = endpoint.definition();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", endpoint.name());
        putIfPresent(entry, "title", definition.title());
        putIfPresent(entry, "description", definition.description());
        if (!definition.parameters().isEmpty()) {
            entry.put(
                    "arguments",
                    definition.parameters().stream().map(Listings::argument).toList());
        }
        ContentBlocks.addIcons(entry, definition.details().icons());
        putTags(entry, endpoint);
        return entry;
    }

    private static Map<String, Object> argument(ParameterDefinition parameter) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", parameter.name());
        putIfPresent(entry, "description", parameter.type().description());
        if (parameter.isRequired()) {
            entry.put("required", true);
        }
        return entry;
    }

    private static void putTags(Map<String, Object> entry, Endpoint endpoint) {
        var tags = endpoint.definition().tags();
        if (!tags.isEmpty()) {
            entry.put("_meta", Map.of(TAGS, tags));
        }
    }

    private static void putIfPresent(Map<String, Object> entry, String key, @Nullable Object value) {
        if (value != null) {
            entry.put(key, value);
        }
    }
}
