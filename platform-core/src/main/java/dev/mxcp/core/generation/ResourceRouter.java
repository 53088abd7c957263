package dev.mxcp.core.generation;

import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation.ResourceMatch;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the resource that serves a URI. A variable stands for one or more characters of one path segment. Templates are
 * kept in a tree of segments, so that a look-up costs the same for ten and for ten thousand of them. Literal segments
 * win over patterns; of two patterns the one defined first is tried first.
 */
final class ResourceRouter {

    private final Map<String, Endpoint> fixed = new HashMap<>();
    private final Node root = new Node();

    ResourceRouter(List<Endpoint> resources) {
        resources.forEach(this::add);
    }

    Optional<ResourceMatch> find(String uri) {
        var endpoint = fixed.get(uri);
        if (endpoint != null) {
            return Optional.of(new ResourceMatch(endpoint, Map.of()));
        }
        return Optional.ofNullable(root.find(uri.split("/", -1), 0, new LinkedHashMap<>()));
    }

    private void add(Endpoint resource) {
        if (!SegmentPattern.hasVariables(resource.name())) {
            fixed.put(resource.name(), resource);
            return;
        }
        var node = root;
        for (var segment : resource.name().split("/", -1)) {
            node = node.child(segment);
        }
        node.endpoint = resource;
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Branch> patterns = new LinkedHashMap<>();
        private @Nullable Endpoint endpoint;

        Node child(String segment) {
            return SegmentPattern.hasVariables(segment)
                    ? patterns.computeIfAbsent(segment, Branch::of).node()
                    : literals.computeIfAbsent(segment, s -> new Node());
        }

        @Nullable
        ResourceMatch find(String[] segments, int depth, Map<String, String> variables) {
            if (depth == segments.length) {
                return endpoint == null ? null : new ResourceMatch(endpoint, Map.copyOf(variables));
            }
            var literal = literals.get(segments[depth]);
            var match = literal == null ? null : literal.find(segments, depth + 1, variables);
            for (var branch : patterns.values()) {
                if (match != null) {
                    return match;
                }
                match = branch.find(segments, depth, variables);
            }
            return match;
        }
    }

    private record Branch(SegmentPattern pattern, Node node) {

        static Branch of(String segment) {
            return new Branch(new SegmentPattern(segment), new Node());
        }

        @Nullable
        ResourceMatch find(String[] segments, int depth, Map<String, String> variables) {
            var values = pattern.match(segments[depth]);
            if (values.isEmpty()) {
                return null;
            }
            var extended = new LinkedHashMap<>(variables);
            return extend(extended, values.get()) ? node.find(segments, depth + 1, extended) : null;
        }

        private boolean extend(Map<String, String> variables, List<String> values) {
            for (int i = 0; i < values.size(); i++) {
                var value = decode(values.get(i));
                if (value == null) {
                    return false;
                }
                variables.put(pattern.names().get(i), value);
            }
            return true;
        }

        /** Null when the percent-encoding is broken. */
        private static @Nullable String decode(String text) {
            try {
                return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }
}
