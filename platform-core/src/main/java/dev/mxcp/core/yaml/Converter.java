package dev.mxcp.core.yaml;

import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.yaml.Marks.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns a composed document into plain Java, each node once, and notes places and problems on the way. */
final class Converter {

    private static final Pattern LINE_BREAK = Pattern.compile("\\R");

    private final String file;
    private final List<String> lines;
    private final YamlLimits limits;
    private final Marks marks = new Marks();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Node, Converted> done = new IdentityHashMap<>();
    private final Map<MappingNode, Map<String, Entry>> merged = new IdentityHashMap<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private long entriesMerged;

    /** @param size number of values inside once aliases are written out */
    private record Converted(@Nullable Object value, long size) {}

    private record Entry(Node key, Node value) {}

    Converter(String file, String text, YamlLimits limits) {
        this.file = file;
        this.lines = LINE_BREAK.splitAsStream(text).toList();
        this.limits = limits;
    }

    YamlDocument document(Node root) throws YamlException {
        var converted = convert(root);
        if (problems.isEmpty() && converted.size() > limits.values()) {
            problems.add(Problem.error(
                    at(root),
                    "the document has more than " + limits.values() + " values once its aliases are written out",
                    "use fewer aliases, or split the file"));
        }
        if (!problems.isEmpty()) {
            throw new YamlException(problems);
        }
        return new YamlDocument(file, converted.value(), marks, mark(root));
    }

    private Converted convert(Node node) {
        var known = done.get(node);
        if (known != null) {
            return known;
        }
        if (!open.add(node)) {
            return refused(node, "an anchor contains itself", "write the value out");
        }
        var converted = switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> sequence(sequence);
            case MappingNode mapping -> mapping(mapping);
            default -> refused(node, "this kind of YAML value is not supported", "");
        };
        open.remove(node);
        done.put(node, converted);
        return converted;
    }

    private Converted scalar(ScalarNode node) {
        try {
            return new Converted(Scalars.value(node), 1);
        } catch (IllegalArgumentException e) {
            return refused(node, String.valueOf(e.getMessage()), "put the value in quotes if it is meant as text");
        }
    }

    private Converted sequence(SequenceNode node) {
        if (!node.getTag().equals(Tag.SEQ)) {
            return refused(node, "the tag '" + Scalars.name(node.getTag()) + "' is not supported", "leave it out");
        }
        var values = new ArrayList<@Nullable Object>();
        var places = new HashMap<Object, Mark>();
        var size = 1L;
        for (var item : node.getValue()) {
            places.put(values.size(), mark(item));
            var converted = convert(item);
            values.add(converted.value());
            size = sum(size, converted.size());
        }
        var list = Collections.unmodifiableList(values);
        marks.of(list, places, places);
        return new Converted(list, size);
    }

    private Converted mapping(MappingNode node) {
        if (!node.getTag().equals(Tag.MAP)) {
            return refused(node, "the tag '" + Scalars.name(node.getTag()) + "' is not supported", "leave it out");
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        var keyPlaces = new HashMap<Object, Mark>();
        var valuePlaces = new HashMap<Object, Mark>();
        var size = 1L;
        for (var entry : entries(node).entrySet()) {
            keyPlaces.put(entry.getKey(), mark(entry.getValue().key()));
            valuePlaces.put(entry.getKey(), mark(entry.getValue().value()));
            var converted = convert(entry.getValue().value());
            values.put(entry.getKey(), converted.value());
            size = sum(size, converted.size());
        }
        var map = Collections.unmodifiableMap(values);
        marks.of(map, keyPlaces, valuePlaces);
        return new Converted(map, size);
    }

    /** The mapping's own entries in their order, then what its merge keys add. */
    private Map<String, Entry> entries(MappingNode node) {
        var known = merged.get(node);
        if (known != null) {
            return known;
        }
        var own = new LinkedHashMap<String, Entry>();
        merged.put(node, own);
        var sources = new LinkedHashSet<MappingNode>();
        for (var tuple : node.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                collect(tuple.getValueNode(), sources);
            } else {
                add(own, tuple);
            }
        }
        for (var source : sources) {
            var additions = entries(source);
            entriesMerged += additions.size();
            if (entriesMerged > limits.values()) {
                refused(node, "merge keys add more than " + limits.values() + " values", "use fewer merge keys");
                break;
            }
            additions.forEach(own::putIfAbsent);
        }
        return own;
    }

    private void collect(Node source, Set<MappingNode> into) {
        switch (source) {
            case MappingNode mapping
            when open.contains(mapping) ->
                refused(mapping, "a merge key refers to the mapping it stands in", "merge another mapping");
            case MappingNode mapping -> into.add(mapping);
            case SequenceNode sequence
            when sequence.getValue().stream().allMatch(MappingNode.class::isInstance) ->
                sequence.getValue().forEach(item -> collect(item, into));
            default -> refused(source, "'<<' merges mappings only", "write '<<: *name', or '<<: [*a, *b]'");
        }
    }

    private void add(Map<String, Entry> own, NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            refused(tuple.getKeyNode(), "a key must be text, is a list or a mapping", "use a plain word as the key");
            return;
        }
        var entry = new Entry(key, tuple.getValueNode());
        var earlier = own.putIfAbsent(key.getValue(), entry);
        if (earlier != null) {
            refused(
                    key,
                    "duplicate key '" + key.getValue() + "', first used in line "
                            + mark(earlier.key()).line(),
                    "remove one of them");
        }
    }

    private Converted refused(Node node, String message, String remedy) {
        problems.add(Problem.error(at(node), message, remedy));
        return new Converted(null, 1);
    }

    private static long sum(long a, long b) {
        return Math.min(a + b, Integer.MAX_VALUE);
    }

    private Location at(Node node) {
        return Marks.location(file, mark(node));
    }

    private Mark mark(Node node) {
        var start = node.getStartMark();
        return new Mark(
                start.getLine() + 1,
                start.getColumn() + 1,
                node instanceof ScalarNode scalar ? TextPlace.of(scalar, lines) : null);
    }
}
