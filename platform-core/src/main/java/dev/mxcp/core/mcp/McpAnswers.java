package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INTERNAL_ERROR;
import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;
import static dev.mxcp.core.mcp.ProtocolException.REFUSED;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.type.AnswerContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From the outcome of a call to what the client gets; a new kind of outcome does not compile until it is handled here. */
final class McpAnswers {

    /** For the model, which hardly ever sees {@code _meta}. */
    private static final String CUT_OFF = "The answer was cut off at a limit; there is more.";

    private McpAnswers() {}

    static Object tool(Endpoint tool, Outcome outcome) throws ProtocolException {
        return switch (outcome) {
            case Outcome.Ok(var answer) -> toolResult(answer);
            case Outcome.Denied denied -> toolError(tool, denial(denied));
            case Outcome.Invalid(var problems) -> toolError(tool, String.join("; ", problems));
            case Outcome.Failed failed -> toolError(tool, failed.userMessage());
            case Outcome.Suspended(var requests) -> new Suspension(requests);
            case Outcome.Broken(var requestId) -> throw broken(requestId);
        };
    }

    static Object resource(Endpoint resource, String uri, Outcome outcome) throws ProtocolException {
        return required("Error reading resource " + uri, outcome, answer -> {
            var result = new LinkedHashMap<String, @Nullable Object>();
            result.put("contents", contents(resource, uri, answer));
            return withMeta(result, answer);
        });
    }

    static Object prompt(Endpoint prompt, Outcome outcome) throws ProtocolException {
        return required("Error rendering prompt " + prompt.name(), outcome, answer -> {
            var result = new LinkedHashMap<String, @Nullable Object>();
            if (prompt.definition().description() != null) {
                result.put("description", prompt.definition().description());
            }
            result.put("messages", promptMessages(answer));
            return withMeta(result, answer);
        });
    }

    static ProtocolException broken(String requestId) {
        return new ProtocolException(INTERNAL_ERROR, "internal error, request " + requestId);
    }

    private static Object required(String context, Outcome outcome, Function<Answer, Object> result)
            throws ProtocolException {
        return switch (outcome) {
            case Outcome.Ok(var answer) -> result.apply(answer);
            case Outcome.Denied denied -> throw new ProtocolException(REFUSED, context + ": " + denial(denied));
            case Outcome.Invalid(var problems) ->
                throw new ProtocolException(INVALID_PARAMS, context + ": " + String.join("; ", problems));
            case Outcome.Failed failed -> throw new ProtocolException(REFUSED, context + ": " + failed.userMessage());
            case Outcome.Suspended(var requests) -> new Suspension(requests);
            case Outcome.Broken(var requestId) -> throw broken(requestId);
        };
    }

    private static String denial(Outcome.Denied denied) {
        return "Policy enforcement failed: " + denied.reason();
    }

    private static Map<String, @Nullable Object> toolResult(Answer answer) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("content", content(answer));
        result.put("isError", false);
        if (answer.structured() != null) {
            result.put("structuredContent", answer.structured());
        }
        return withMeta(result, answer);
    }

    private static Map<String, @Nullable Object> toolError(Endpoint tool, String message) {
        var text = "Error executing tool " + tool.name() + ": " + message;
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("content", List.of(ContentBlocks.text(text)));
        result.put("isError", true);
        return result;
    }

    private static Map<String, @Nullable Object> withMeta(Map<String, @Nullable Object> result, Answer answer) {
        if (!answer.meta().isEmpty()) {
            result.put("_meta", answer.meta());
        }
        return result;
    }

    private static List<Map<String, Object>> content(Answer answer) {
        if (!answer.content().isEmpty()) {
            return answer.content().stream().map(ContentBlocks::block).toList();
        }
        var texts = AnswerContent.texts(answer.value()).stream();
        var note = answer.truncated() ? Stream.of(CUT_OFF) : Stream.<String>empty();
        return Stream.concat(texts, note).map(ContentBlocks::text).toList();
    }

    private static List<Map<String, Object>> contents(Endpoint resource, String uri, Answer answer) {
        var mimeType = resource.definition().mimeType();
        return answer.content().isEmpty()
                ? List.of(ContentBlocks.contents(uri, mimeType, answer.value()))
                : answer.content().stream()
                        .map(content -> ContentBlocks.resourceContents(uri, mimeType, content))
                        .toList();
    }

    private static List<Map<String, Object>> promptMessages(Answer answer) {
        if (!answer.content().isEmpty()) {
            return answer.content().stream()
                    .map(content -> Map.of("role", "user", "content", ContentBlocks.block(content)))
                    .toList();
        }
        var messages = answer.value() instanceof List<?> list ? list : List.of();
        return messages.stream().map(McpAnswers::promptMessage).toList();
    }

    /** MCP knows two roles; what a prompt says as {@code system} reaches the model as the user's words. */
    private static Map<String, Object> promptMessage(@Nullable Object message) {
        var fields = message instanceof Map<?, ?> map ? map : Map.of("prompt", String.valueOf(message));
        var role = "assistant".equals(fields.get("role")) ? "assistant" : "user";
        var content = fields.get("content") instanceof Map<?, ?> block
                ? block
                : ContentBlocks.text(String.valueOf(fields.get("prompt")));
        return Map.of("role", role, "content", content);
    }
}
