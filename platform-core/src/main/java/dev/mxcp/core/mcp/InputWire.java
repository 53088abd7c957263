package dev.mxcp.core.mcp;

import dev.mxcp.core.schema.GivenSchema;
import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputAnswer.Folder;
import dev.mxcp.spi.InputRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Questions to the client, and its answers, as the protocol writes them. */
final class InputWire {

    private InputWire() {}

    /** Both of it, where a question is part of something else. */
    static Map<String, Object> request(InputRequest request) {
        return Map.of("method", method(request), "params", params(request));
    }

    static String method(InputRequest request) {
        return switch (request) {
            case InputRequest.Form _, InputRequest.Page _ -> "elicitation/create";
            case InputRequest.Sample _ -> "sampling/createMessage";
            case InputRequest.Roots _ -> "roots/list";
        };
    }

    static Map<String, Object> params(InputRequest request) {
        return switch (request) {
            case InputRequest.Form(var message, var schema) ->
                Map.of("mode", "form", "message", message, "requestedSchema", form(schema));
            case InputRequest.Page(var message, var url) -> Map.of("mode", "url", "message", message, "url", url);
            case InputRequest.Sample(var prompt, var systemPrompt, var maxTokens) -> {
                var params = new LinkedHashMap<String, Object>();
                params.put("messages", List.of(Map.of("role", "user", "content", ContentBlocks.text(prompt))));
                if (systemPrompt != null) {
                    params.put("systemPrompt", systemPrompt);
                }
                params.put("maxTokens", maxTokens);
                yield params;
            }
            case InputRequest.Roots() -> Map.of();
        };
    }

    /** What to say when a client did not declare that it can answer. */
    static String undeclared(InputRequest request) {
        return switch (request) {
            case InputRequest.Form _ -> "this client cannot ask its user for input";
            case InputRequest.Page _ -> "this client cannot open pages for its user";
            case InputRequest.Sample _ -> "this client offers no model to sample from";
            case InputRequest.Roots _ -> "this client does not tell its folders";
        };
    }

    /**
     * An answer that came with a request.
     *
     * @throws ProtocolException when it is no answer to this question
     */
    static InputAnswer answer(String key, InputRequest request, @Nullable Object given) throws ProtocolException {
        return read("inputResponses." + key, request, given);
    }

    /**
     * @param place where the answer stands, for messages
     * @throws ProtocolException when it is no answer to this question
     */
    static InputAnswer read(String place, InputRequest request, @Nullable Object given) throws ProtocolException {
        var answer = object(place, given);
        return switch (request) {
            case InputRequest.Form form -> elicited(place, answer, form.schema());
            case InputRequest.Page _ -> elicited(place, answer, Map.of());
            case InputRequest.Sample _ -> sampled(place, answer);
            case InputRequest.Roots() -> folders(place, answer);
        };
    }

    /** Clients want to see both keys, however little an endpoint says. */
    private static Map<String, Object> form(Map<String, ?> schema) {
        var form = new LinkedHashMap<String, Object>(schema);
        form.putIfAbsent("type", "object");
        form.putIfAbsent("properties", Map.of());
        return form;
    }

    private static ElicitAnswer elicited(String place, Map<String, @Nullable Object> answer, Map<String, ?> schema)
            throws ProtocolException {
        return switch (String.valueOf(answer.get("action"))) {
            case "accept" -> new ElicitAnswer.Accepted(content(place + ".content", answer.get("content"), schema));
            case "decline" -> new ElicitAnswer.Declined();
            case "cancel" -> new ElicitAnswer.Dismissed();
            default -> throw invalid(place + ".action must be accept, decline or cancel");
        };
    }

    /** What a person filled in, with the form's defaults. */
    private static Map<String, @Nullable Object> content(String place, @Nullable Object given, Map<String, ?> schema)
            throws ProtocolException {
        var content = new LinkedHashMap<String, @Nullable Object>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                if (property instanceof Map<?, ?> fields && fields.get("default") != null) {
                    content.put(String.valueOf(name), fields.get("default"));
                }
            });
        }
        if (given != null) {
            content.putAll(object(place, given));
        }
        var problems = schema.isEmpty() ? List.<String>of() : GivenSchema.check(schema, content);
        if (!problems.isEmpty()) {
            throw invalid(place + " does not fit what was asked for: " + String.join("; ", problems));
        }
        return content;
    }

    private static InputAnswer sampled(String place, Map<String, @Nullable Object> answer) throws ProtocolException {
        var blocks = answer.get("content") instanceof List<?> list ? list : singleton(answer.get("content"));
        var text = new StringBuilder();
        for (var block : blocks) {
            if (!(block instanceof Map<?, ?> fields)
                    || !"text".equals(fields.get("type"))
                    || !(fields.get("text") instanceof String part)) {
                throw invalid(place + ".content must be text");
            }
            text.append(part);
        }
        return new InputAnswer.Sampled(text.toString(), answer.get("model") instanceof String model ? model : null);
    }

    private static InputAnswer folders(String place, Map<String, @Nullable Object> answer) throws ProtocolException {
        if (!(answer.get("roots") instanceof List<?> roots)) {
            throw invalid(place + ".roots must be a list");
        }
        var folders = new ArrayList<Folder>();
        for (var root : roots) {
            if (!(root instanceof Map<?, ?> fields) || !(fields.get("uri") instanceof String uri)) {
                throw invalid(place + ".roots must be objects with a 'uri'");
            }
            folders.add(new Folder(uri, fields.get("name") instanceof String name ? name : null));
        }
        return new InputAnswer.Folders(folders);
    }

    private static List<?> singleton(@Nullable Object content) {
        return content == null ? List.of("") : List.of(Objects.requireNonNull(content));
    }

    private static Map<String, @Nullable Object> object(String place, @Nullable Object given) throws ProtocolException {
        if (given instanceof Map<?, ?> map) {
            return McpMessages.object(map);
        }
        throw invalid(place + " must be an object");
    }

    private static ProtocolException invalid(String message) {
        return new ProtocolException(ProtocolException.INVALID_PARAMS, message);
    }
}
