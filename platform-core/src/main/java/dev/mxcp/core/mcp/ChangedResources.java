package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.catalog.Generation.ResourceMatch;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.EndpointDefinition.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The URIs that are served in another way than before: by another implementation, by none any more, or newly. */
record ChangedResources(Generation before, Generation after) implements Predicate<String> {

    @Override
    public boolean test(String uri) {
        return !implementation(before.resource(uri)).equals(implementation(after.resource(uri)));
    }

    private static List<@Nullable Object> implementation(Optional<ResourceMatch> match) {
        return match.map(found -> implementation(found.endpoint().definition())).orElse(List.of());
    }

    private static List<@Nullable Object> implementation(EndpointDefinition definition) {
        var source = definition.source();
        return Arrays.asList(
                definition.name(),
                definition.mimeType(),
                definition.language(),
                source == null ? null : text(source),
                definition.policies());
    }

    private static List<@Nullable Object> text(Source source) {
        return Arrays.asList(source.text(), source.function());
    }
}
