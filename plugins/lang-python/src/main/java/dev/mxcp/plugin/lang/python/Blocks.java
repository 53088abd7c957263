package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.List;

/** Content blocks as a worker sends them. */
final class Blocks {

    private Blocks() {}

    static List<Content> of(List<?> blocks) {
        return blocks.stream().map(block -> described(Fields.of(block))).toList();
    }

    private static Content described(Fields block) {
        var content = content(block);
        return block.has("details") ? content.with(Details.of(new Fields(block.map("details")))) : content;
    }

    private static Content content(Fields block) {
        return switch (block.text("kind")) {
            case "text" -> new Content.Text(block.text("text"));
            case "image" -> new Content.Image(block.text("data"), block.text("mimeType"));
            case "audio" -> new Content.Audio(block.text("data"), block.text("mimeType"));
            case "link" -> new Content.Link(block.text("uri"), block.text("name"), block.optional("mimeType"));
            case "resource" ->
                new Content.Embedded(
                        block.text("uri"), block.optional("mimeType"), block.optional("text"), block.optional("blob"));
            default -> throw new PlatformException(Code.FAILED, "the function answered with unknown content");
        };
    }
}
