package dev.mxcp.core.mcp;

import dev.mxcp.core.json.Json;
import dev.mxcp.spi.ContentDetails;
import dev.mxcp.spi.EndpointResult.Content;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Content as the protocol writes it. */
final class ContentBlocks {

    private static final Set<String> BINARY_TYPES =
            Set.of("application/octet-stream", "application/pdf", "application/zip", "application/gzip");

    private ContentBlocks() {}

    static Map<String, Object> text(String text) {
        return fields("type", "text", "text", text);
    }

    static Map<String, Object> block(Content content) {
        return switch (content) {
            case Content.Text(var text) -> text(text);
            case Content.Image(var data, var mimeType) -> fields("type", "image", "data", data, "mimeType", mimeType);
            case Content.Audio(var data, var mimeType) -> fields("type", "audio", "data", data, "mimeType", mimeType);
            case Content.Link(var uri, var name, var mimeType) ->
                fields("type", "resource_link", "uri", uri, "name", name, "mimeType", mimeType);
            case Content.Embedded embedded -> fields("type", "resource", "resource", contents(embedded));
            case Content.Described(var inner, var details) -> described(block(inner), inner, details);
        };
    }

    private static Map<String, Object> described(Map<String, Object> block, Content content, ContentDetails details) {
        if (content instanceof Content.Link) {
            describe(block, details);
        } else {
            annotate(block, details);
        }
        if (!details.meta().isEmpty()) {
            block.put("_meta", details.meta());
        }
        return block;
    }

    /** Adds all that may be said about something that is named by a URI. */
    static void describe(Map<String, Object> entry, ContentDetails details) {
        details.title().ifPresent(title -> entry.put("title", title));
        details.description().ifPresent(description -> entry.put("description", description));
        details.size().ifPresent(size -> entry.put("size", size));
        annotate(entry, details);
        addIcons(entry, details.icons());
    }

    static void addIcons(Map<String, Object> entry, List<ContentDetails.Icon> icons) {
        if (!icons.isEmpty()) {
            entry.put("icons", icons.stream().map(ContentBlocks::icon).toList());
        }
    }

    private static Map<String, Object> icon(ContentDetails.Icon icon) {
        var sizes = icon.sizes().isEmpty() ? null : icon.sizes();
        return fields("src", icon.src(), "mimeType", icon.mimeType(), "sizes", sizes, "theme", icon.theme());
    }

    private static void annotate(Map<String, Object> entry, ContentDetails details) {
        var annotations = new LinkedHashMap<String, Object>();
        if (!details.audience().isEmpty()) {
            annotations.put(
                    "audience",
                    details.audience().stream()
                            .map(audience -> audience.name().toLowerCase(Locale.ROOT))
                            .toList());
        }
        details.priority().ifPresent(priority -> annotations.put("priority", priority));
        details.lastModified().ifPresent(time -> annotations.put("lastModified", time.toString()));
        if (!annotations.isEmpty()) {
            entry.put("annotations", annotations);
        }
    }

    /**
     * What a resource answered as content of its own.
     *
     * @param uri of the resource
     * @param mimeType of the resource, for what does not say it
     */
    static Map<String, Object> resourceContents(String uri, @Nullable String mimeType, Content content) {
        return switch (content) {
            case Content.Embedded embedded -> contents(embedded);
            case Content.Text(var text) ->
                fields("uri", uri, "mimeType", isBinary(mimeType) ? "text/plain" : mimeType, "text", text);
            case Content.Image(var data, var type) -> blob(uri, type, data);
            case Content.Audio(var data, var type) -> blob(uri, type, data);
            case Content.Described(var inner, var details) -> {
                var contents = resourceContents(uri, mimeType, inner);
                if (!details.meta().isEmpty()) {
                    contents.put("_meta", details.meta());
                }
                yield contents;
            }
            case Content.Link _ -> throw new IllegalStateException("a resource's answer with a link is refused before");
        };
    }

    static Map<String, Object> contents(Content.Embedded content) {
        var text = content.text();
        return text != null
                ? fields("uri", content.uri(), "mimeType", content.mimeType(), "text", text)
                : blob(content.uri(), content.mimeType(), Objects.requireNonNullElse(content.blob(), ""));
    }

    /** What a resource answered, as text or as bytes. */
    static Map<String, Object> contents(String uri, @Nullable String mimeType, @Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return blob(uri, mimeType, Base64.getEncoder().encodeToString(bytes));
        }
        if (value instanceof String text && isBinary(mimeType) && isBase64(text)) {
            return blob(uri, mimeType, text);
        }
        var text = value instanceof String string ? string : Json.pretty(value);
        return fields("uri", uri, "mimeType", mimeType, "text", text);
    }

    private static Map<String, Object> blob(String uri, @Nullable String mimeType, String base64) {
        return fields("uri", uri, "mimeType", mimeType, "blob", base64);
    }

    private static boolean isBinary(@Nullable String mimeType) {
        return mimeType != null
                && (BINARY_TYPES.contains(mimeType)
                        || mimeType.startsWith("audio/")
                        || mimeType.startsWith("video/")
                        || (mimeType.startsWith("image/") && !mimeType.startsWith("image/svg")));
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Keys and values in turn; a null value leaves its key out. */
    private static Map<String, Object> fields(@Nullable Object... keysAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            var value = keysAndValues[i + 1];
            if (value != null) {
                fields.put(String.valueOf(keysAndValues[i]), value);
            }
        }
        return fields;
    }
}
