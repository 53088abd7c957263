package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Content blocks as a worker sends them. */
final class Blocks {

    private Blocks() {}

    static List<Content> of(List<?> blocks) {
        var content = new ArrayList<Content>();
        for (var block : blocks) {
            content.add(block((Map<?, ?>) block));
        }
        return content;
    }

    private static Content block(Map<?, ?> block) {
        return switch (text(block, "kind")) {
            case "text" -> new Content.Text(text(block, "text"));
            case "image" -> new Content.Image(text(block, "data"), text(block, "mimeType"));
            case "audio" -> new Content.Audio(text(block, "data"), text(block, "mimeType"));
            case "link" -> new Content.Link(text(block, "uri"), text(block, "name"), optional(block, "mimeType"));
            case "resource" ->
                new Content.Embedded(
                        text(block, "uri"),
                        optional(block, "mimeType"),
                        optional(block, "text"),
                        optional(block, "blob"));
            default -> throw new PlatformException(Code.FAILED, "the function answered with unknown content");
        };
    }

    private static String text(Map<?, ?> block, String key) {
        if (block.get(key) instanceof String text) {
            return text;
        }
        throw new PlatformException(Code.FAILED, "the function answered with content that lacks '%s'".formatted(key));
    }

    private static @Nullable String optional(Map<?, ?> block, String key) {
        return block.get(key) instanceof String text ? text : null;
    }
}
