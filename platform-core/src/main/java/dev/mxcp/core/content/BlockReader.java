package dev.mxcp.core.content;

import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.spi.EndpointResult.Content;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads blocks of content that are written as the protocol writes them. Bytes stand for their base64, and what is null
 * counts as absent. What is no block is refused, with what is wrong.
 *
 * @param place what is read, for what is said when it cannot be: {@code block 2 of the answer}
 */
public record BlockReader(String place) {

    private static final Set<String> OF_ALL = Set.of("type", "annotations", "_meta");

    private static final Map<String, Set<String>> BY_TYPE = Map.of(
            "text", Set.of("text"),
            "image", Set.of("data", "mimeType"),
            "audio", Set.of("data", "mimeType"),
            "resource", Set.of("resource"),
            "resource_link", Set.of("uri", "name", "mimeType", "title", "description", "size", "icons"));

    /** The names of all fields that a block can have. */
    static final Set<String> NAMES = Stream.concat(
                    OF_ALL.stream(), BY_TYPE.values().stream().flatMap(Set::stream))
            .collect(Collectors.toUnmodifiableSet());

    /** @param fields the block as JSON has it */
    public record Block(Map<String, Object> fields, Content content) {}

    /**
     * The block as JSON has it. Fields that the protocol does not know stay in it.
     *
     * @throws dev.mxcp.spi.PlatformException when something that its type needs is missing
     */
    public Map<String, Object> fields(Map<?, ?> written) {
        var block = Fields.of(place, written);
        content(block);
        return block.values();
    }

    /**
     * The block with all that it says beside its content.
     *
     * @throws dev.mxcp.spi.PlatformException when it is none, or has fields that its type does not have
     */
    public Block read(Map<?, ?> written) {
        var block = Fields.of(place, written);
        var content = content(block);
        for (var name : block.values().keySet()) {
            requireKnown(name, block);
        }
        return new Block(
                block.values(), BlockDetails.of(block).map(content::with).orElse(content));
    }

    private static Content content(Fields block) {
        return switch (block.text("type")) {
            case "text" -> new Content.Text(block.text("text"));
            case "image" -> new Content.Image(block.base64("data"), block.text("mimeType"));
            case "audio" -> new Content.Audio(block.base64("data"), block.text("mimeType"));
            case "resource" -> embedded(block.object("resource"));
            case "resource_link" -> new Content.Link(block.text("uri"), block.text("name"), block.optional("mimeType"));
            default -> throw block.wrong("its type must be text, image, audio, resource or resource_link");
        };
    }

    private static Content embedded(Fields resource) {
        var blob = resource.has("blob") ? resource.base64("blob") : null;
        if (blob != null && resource.has("text")) {
            throw resource.wrong("'resource' has either 'text' or 'blob'");
        }
        return new Content.Embedded(
                resource.text("uri"), resource.optional("mimeType"), blob == null ? resource.text("text") : null, blob);
    }

    private static void requireKnown(String name, Fields block) {
        var type = block.text("type");
        var own = BY_TYPE.getOrDefault(type, Set.of());
        if (!own.contains(name) && !OF_ALL.contains(name)) {
            throw block.wrong("a block of the type %s has no '%s'%s".formatted(type, name, instead(name)));
        }
    }

    /** What a field that no block has was probably meant to be. */
    static String instead(String name) {
        return NAMES.contains(name)
                ? ""
                : Suggestion.of(name, NAMES)
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("");
    }
}
