package dev.mxcp.core.mcp;

import dev.mxcp.core.json.Json;
import dev.mxcp.spi.EndpointResult.Content;
import java.util.Base64;
import java.util.LinkedHashMap;
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
