package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What clients can see of the step from one generation to another. */
record GenerationChange(Generation before, Generation now) {

    /** The lists that read differently. */
    Set<ListKind> lists() {
        var changed = EnumSet.noneOf(ListKind.class);
        for (var kind : ListKind.values()) {
            if (!entries(kind, before).equals(entries(kind, now))) {
                changed.add(kind);
            }
        }
        return changed;
    }

    /** True when another definition than before, or none, answers for the URI. */
    boolean affects(String uri) {
        return !Objects.equals(definition(before, uri), definition(now, uri));
    }

    private static Object definition(Generation generation, String uri) {
        return generation.resource(uri).map(match -> match.endpoint().definition());
    }

    private static List<Map<String, Object>> entries(ListKind kind, Generation generation) {
        return switch (kind) {
            case TOOLS -> generation.tools().stream().map(Listings::tool).toList();
            case RESOURCES ->
                generation.resources().stream().map(GenerationChange::resource).toList();
            case PROMPTS -> generation.prompts().stream().map(Listings::prompt).toList();
        };
    }

    private static Map<String, Object> resource(Endpoint endpoint) {
        return Listings.resource(endpoint, "uri");
    }
}
