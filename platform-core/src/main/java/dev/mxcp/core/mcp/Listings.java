package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.project.EndpointDefinition.Annotations;
import dev.mxcp.core.type.ParameterDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/** The answers to list requests, rendered once for a generation: a request only picks its page. */
final class Listings {

    private static final String TAGS = "dev.mxcp/tags";

    final Pages tools;
    final Pages resources;
    final Pages templates;
    final Pages prompts;

    /** @param envelope fields that every page carries beside its entries */
    Listings(Generation generation, int pageSize, McpJson json, Map<String, Object> envelope) {
        var renderer = new Renderer(generation.id(), pageSize, json, envelope);
        var statics =
                generation.resources().stream().filter(e -> !isTemplate(e)).toList();
        var templated =
                generation.resources().stream().filter(Listings::isTemplate).toList();
        this.tools = renderer.pages("tools", generation.tools(), Listings::tool);
        this.resources = renderer.pages("resources", statics, e -> resource(e, "uri"));
        this.templates = renderer.pages("resourceTemplates", templated, e -> resource(e, "uriTemplate"));
        this.prompts = renderer.pages("prompts", generation.prompts(), Listings::prompt);
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

    private record Renderer(String generation, int pageSize, McpJson json, Map<String, Object> envelope) {

        Pages pages(String key, List<Endpoint> endpoints, Function<Endpoint, Map<String, Object>> entry) {
            var prefix = generation.substring(0, Math.min(16, generation.length())) + ":" + key + ":";
            var pages = new LinkedHashMap<String, RawValue>();
            var start = 0;
            do {
                var end = Math.min(endpoints.size(), start + pageSize);
                var page = new LinkedHashMap<String, Object>(envelope);
                page.put(
                        key,
                        new ArrayList<>(endpoints.subList(start, end))
                                .stream().map(entry).toList());
                if (end < endpoints.size()) {
                    page.put("nextCursor", cursor(prefix, end));
                }
                pages.put(start == 0 ? "" : cursor(prefix, start), new RawValue(json.mapper.writeValueAsString(page)));
                start = end;
            } while (start < endpoints.size());
            return new Pages(pages);
        }

        private static String cursor(String prefix, int start) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((prefix + start).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Rendered pages by cursor; the first has the cursor {@code ""}. */
    record Pages(Map<String, RawValue> byCursor) {

        RawValue page(@Nullable Object cursor) throws ProtocolException {
            var page = cursor == null ? byCursor.get("") : cursor.equals("") ? null : byCursor.get(cursor);
            if (page == null) {
                throw new ProtocolException(
                        ProtocolException.INVALID_PARAMS,
                        "unknown cursor; the list may have changed, start again without a cursor");
            }
            return page;
        }
    }
}
