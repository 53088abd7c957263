package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INTERNAL_ERROR;
import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;
import static dev.mxcp.core.mcp.ProtocolException.REFUSED;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.json.Json;
import dev.mxcp.core.type.AnswerContent;
import dev.mxcp.spi.EndpointResult.Content;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the outcome of a call to what the client gets; a new kind of outcome does not compile until it is handled here. */
final class McpAnswers {

    private static final Set<String> BINARY_TYPES =
            Set.of("application/octet-stream", "application/pdf", "application/zip", "application/gzip");

    /** For the model, which hardly ever sees {@code _meta}. */
    private static final String CUT_OFF = "The answer was cut off at a limit; there is more.";

    private McpAnswers() {}

    static McpSchema.CallToolResult tool(Endpoint tool, Outcome outcome) throws ProtocolException {
        return switch (outcome) {
            case Outcome.Ok(var answer) ->
                new McpSchema.CallToolResult(content(answer), false, answer.structured(), meta(answer));
            case Outcome.Denied denied -> toolError(tool, denial(denied));
            case Outcome.Invalid(var problems) -> toolError(tool, String.join("; ", problems));
            case Outcome.Failed failed -> toolError(tool, failed.userMessage());
            case Outcome.Broken(var requestId) -> throw broken(requestId);
        };
    }

    static McpSchema.ReadResourceResult resource(Endpoint resource, String uri, Outcome outcome)
            throws ProtocolException {
        var answer = required("Error reading resource " + uri, outcome);
        return new McpSchema.ReadResourceResult(contents(resource, uri, answer), meta(answer));
    }

    static McpSchema.GetPromptResult prompt(Endpoint prompt, Outcome outcome) throws ProtocolException {
        var answer = required("Error rendering prompt " + prompt.name(), outcome);
        var messages = answer.value() instanceof List<?> list ? list : List.of();
        return new McpSchema.GetPromptResult(
                prompt.definition().description(),
                messages.stream().map(McpAnswers::promptMessage).toList(),
                meta(answer));
    }

    static ProtocolException broken(String requestId) {
        return new ProtocolException(INTERNAL_ERROR, "internal error, request " + requestId);
    }

    private static Answer required(String context, Outcome outcome) throws ProtocolException {
        return switch (outcome) {
            case Outcome.Ok(var answer) -> answer;
            case Outcome.Denied denied -> throw new ProtocolException(REFUSED, context + ": " + denial(denied));
            case Outcome.Invalid(var problems) ->
                throw new ProtocolException(INVALID_PARAMS, context + ": " + String.join("; ", problems));
            case Outcome.Failed failed -> throw new ProtocolException(REFUSED, context + ": " + failed.userMessage());
            case Outcome.Broken(var requestId) -> throw broken(requestId);
        };
    }

    private static String denial(Outcome.Denied denied) {
        return "Policy enforcement failed: " + denied.reason();
    }

    private static McpSchema.CallToolResult toolError(Endpoint tool, String message) {
        var text = "Error executing tool " + tool.name() + ": " + message;
        return new McpSchema.CallToolResult(List.of(new McpSchema.TextContent(null, text, null)), true, null, null);
    }

    private static @Nullable Map<String, Object> meta(Answer answer) {
        return answer.meta().isEmpty() ? null : answer.meta();
    }

    private static List<McpSchema.Content> content(Answer answer) {
        if (!answer.content().isEmpty()) {
            return answer.content().stream().map(McpAnswers::block).toList();
        }
        var texts = AnswerContent.texts(answer.value()).stream();
        var note = answer.truncated() ? Stream.of(CUT_OFF) : Stream.<String>empty();
        return Stream.concat(texts, note).map(McpAnswers::text).toList();
    }

    private static McpSchema.Content text(String text) {
        return new McpSchema.TextContent(null, text, null);
    }

    private static McpSchema.Content block(Content content) {
        return switch (content) {
            case Content.Text(var text) -> new McpSchema.TextContent(null, text, null);
            case Content.Image(var data, var mimeType) -> new McpSchema.ImageContent(null, data, mimeType, null);
            case Content.Audio(var data, var mimeType) -> new McpSchema.AudioContent(null, data, mimeType, null);
            case Content.Link(var uri, var name, var mimeType) ->
                new McpSchema.ResourceLink(name, null, uri, null, mimeType, null, null, null);
            case Content.Embedded embedded -> new McpSchema.EmbeddedResource(null, embedded(embedded), null);
        };
    }

    private static McpSchema.ResourceContents embedded(Content.Embedded content) {
        var text = content.text();
        return text != null
                ? new McpSchema.TextResourceContents(content.uri(), content.mimeType(), text, null)
                : new McpSchema.BlobResourceContents(
                        content.uri(), content.mimeType(), Objects.requireNonNullElse(content.blob(), ""), null);
    }

    private static List<McpSchema.ResourceContents> contents(Endpoint resource, String uri, Answer answer) {
        var mimeType = resource.definition().mimeType();
        var embedded = answer.content().stream()
                .filter(Content.Embedded.class::isInstance)
                .map(c -> embedded((Content.Embedded) c))
                .toList();
        if (!embedded.isEmpty()) {
            return embedded;
        }
        var value = answer.value();
        if (value instanceof byte[] bytes) {
            var blob = Base64.getEncoder().encodeToString(bytes);
            return List.of(new McpSchema.BlobResourceContents(uri, mimeType, blob, null));
        }
        if (value instanceof String text && isBinary(mimeType) && isBase64(text)) {
            return List.of(new McpSchema.BlobResourceContents(uri, mimeType, text, null));
        }
        return List.of(new McpSchema.TextResourceContents(
                uri, mimeType, value instanceof String text ? text : Json.pretty(value), null));
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

    /** MCP knows two roles; what a prompt says as {@code system} reaches the model as the user's words. */
    private static McpSchema.PromptMessage promptMessage(@Nullable Object message) {
        var fields = message instanceof Map<?, ?> map ? map : Map.of("prompt", String.valueOf(message));
        var role = "assistant".equals(fields.get("role")) ? McpSchema.Role.ASSISTANT : McpSchema.Role.USER;
        return new McpSchema.PromptMessage(role, text(String.valueOf(fields.get("prompt"))));
    }
}
