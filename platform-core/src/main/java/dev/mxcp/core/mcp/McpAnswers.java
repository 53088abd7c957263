package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INTERNAL_ERROR;
import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;
import static dev.mxcp.core.mcp.ProtocolException.REFUSED;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
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

    private final Json json;

    McpAnswers(Json json) {
        this.json = json;
    }

    McpSchema.CallToolResult tool(Endpoint tool, Outcome outcome) throws ProtocolException {
        return switch (outcome) {
            case Outcome.Ok(var answer) ->
                new McpSchema.CallToolResult(content(answer), false, answer.structured(), meta(answer));
            case Outcome.Denied(_, var reason) -> toolError(tool, denial(reason));
            case Outcome.Invalid(var problems) -> toolError(tool, String.join("; ", problems));
            case Outcome.Failed(_, var message) -> toolError(tool, message);
            case Outcome.Broken(var requestId) -> throw broken(requestId);
        };
    }

    McpSchema.ReadResourceResult resource(Endpoint resource, String uri, Outcome outcome) throws ProtocolException {
        var answer = required("Error reading resource " + uri, outcome);
        return new McpSchema.ReadResourceResult(contents(resource, uri, answer), meta(answer));
    }

    McpSchema.GetPromptResult prompt(Endpoint prompt, Outcome outcome) throws ProtocolException {
        var answer = required("Error rendering prompt " + prompt.name(), outcome);
        var messages = answer.value() instanceof List<?> list ? list : List.of();
        return new McpSchema.GetPromptResult(
                prompt.definition().description(),
                messages.stream().map(this::promptMessage).toList(),
                meta(answer));
    }

    static ProtocolException broken(String requestId) {
        return new ProtocolException(INTERNAL_ERROR, "internal error, request " + requestId);
    }

    private static Answer required(String context, Outcome outcome) throws ProtocolException {
        return switch (outcome) {
            case Outcome.Ok(var answer) -> answer;
            case Outcome.Denied(_, var reason) -> throw new ProtocolException(REFUSED, context + ": " + denial(reason));
            case Outcome.Invalid(var problems) ->
                throw new ProtocolException(INVALID_PARAMS, context + ": " + String.join("; ", problems));
            case Outcome.Failed(_, var message) -> throw new ProtocolException(REFUSED, context + ": " + message);
            case Outcome.Broken(var requestId) -> throw broken(requestId);
        };
    }

    private static String denial(String reason) {
        return "Policy enforcement failed: " + reason;
    }

    private static McpSchema.CallToolResult toolError(Endpoint tool, String message) {
        var text = "Error executing tool " + tool.name() + ": " + message;
        return new McpSchema.CallToolResult(List.of(new McpSchema.TextContent(text)), true, null, null);
    }

    private static @Nullable Map<String, Object> meta(Answer answer) {
        return answer.meta().isEmpty() ? null : answer.meta();
    }

    /** One block for each element of a list, none for null. */
    private List<McpSchema.Content> content(Answer answer) {
        if (!answer.content().isEmpty()) {
            return answer.content().stream().map(McpAnswers::block).toList();
        }
        var elements = answer.value() instanceof List<?> list ? list.stream() : Stream.of(answer.value());
        return elements.filter(Objects::nonNull).map(this::text).toList();
    }

    private McpSchema.Content text(@Nullable Object value) {
        return new McpSchema.TextContent(json.text(value));
    }

    private static McpSchema.Content block(Content content) {
        return switch (content) {
            case Content.Text(var text) -> new McpSchema.TextContent(text);
            case Content.Image(var data, var mimeType) -> new McpSchema.ImageContent(null, data, mimeType);
            case Content.Audio(var data, var mimeType) -> new McpSchema.AudioContent(null, data, mimeType);
            case Content.Link(var uri, var name, var mimeType) ->
                new McpSchema.ResourceLink(name, null, uri, null, mimeType, null, null, null);
            case Content.Embedded embedded -> new McpSchema.EmbeddedResource(null, embedded(embedded));
        };
    }

    private static McpSchema.ResourceContents embedded(Content.Embedded content) {
        var text = content.text();
        return text != null
                ? new McpSchema.TextResourceContents(content.uri(), content.mimeType(), text)
                : new McpSchema.BlobResourceContents(
                        content.uri(), content.mimeType(), Objects.requireNonNullElse(content.blob(), ""));
    }

    private List<McpSchema.ResourceContents> contents(Endpoint resource, String uri, Answer answer) {
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
            return List.of(new McpSchema.BlobResourceContents(uri, mimeType, blob));
        }
        if (value instanceof String text && isBinary(mimeType) && isBase64(text)) {
            return List.of(new McpSchema.BlobResourceContents(uri, mimeType, text));
        }
        return List.of(new McpSchema.TextResourceContents(uri, mimeType, json.text(value)));
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
    private McpSchema.PromptMessage promptMessage(@Nullable Object message) {
        if (!(message instanceof Map<?, ?> fields)) {
            return new McpSchema.PromptMessage(McpSchema.Role.USER, text(message));
        }
        var role = "assistant".equals(fields.get("role")) ? McpSchema.Role.ASSISTANT : McpSchema.Role.USER;
        return new McpSchema.PromptMessage(role, text(fields.get("prompt")));
    }
}
