package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Completion;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes values of prompt arguments and of variables in URIs. Whoever may not call what is asked for suggestions gets
 * none, and is not told why.
 */
final class Completions {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);
    private static final int MAX_VALUES = 100;

    private final Generation generation;
    private final Incoming request;

    /** @param generation as the client sees it; other tools of the project may complete values for its endpoints */
    Completions(Generation generation, Incoming request) {
        this.generation = generation;
        this.request = request;
    }

    Object complete() throws ProtocolException {
        var owner = owner(object("ref"));
        var argument = object("argument");
        if (!(argument.get("name") instanceof String name) || !(argument.get("value") instanceof String prefix)) {
            throw new ProtocolException(INVALID_PARAMS, "'argument' must have 'name' and 'value', both strings");
        }
        if (owner.definition().parameters().stream()
                .noneMatch(parameter -> parameter.name().equals(name))) {
            throw new ProtocolException(INVALID_PARAMS, "Unknown argument: " + McpMethods.shortened(name));
        }
        var arguments = context();
        arguments.remove(name);
        arguments.put(Completion.PREFIX, prefix);
        var completion = owner.completions().get(name);
        var answer = completion == null ? Optional.<Answer>empty() : answer(completion, arguments);
        return result(
                answer.map(Completions::values).orElse(List.of()),
                answer.isPresent() && answer.get().truncated());
    }

    private Endpoint owner(Map<String, @Nullable Object> reference) throws ProtocolException {
        if ("ref/prompt".equals(reference.get("type")) && reference.get("name") instanceof String name) {
            return generation.prompt(name).orElseThrow(() -> unknown("prompt", name));
        }
        if ("ref/resource".equals(reference.get("type")) && reference.get("uri") instanceof String uri) {
            ResourceUris.checked("ref.uri", uri);
            return generation.resources().stream()
                    .filter(resource -> resource.name().equals(uri))
                    .findFirst()
                    .orElseThrow(() -> unknown("resource", uri));
        }
        throw new ProtocolException(
                INVALID_PARAMS, "'ref' must be of the type ref/prompt with 'name', or ref/resource with 'uri'");
    }

    private static ProtocolException unknown(String kind, String name) {
        return new ProtocolException(INVALID_PARAMS, "Unknown " + kind + ": " + McpMethods.shortened(name));
    }

    /** Values of other arguments that the client knows already. */
    private Map<String, @Nullable Object> context() throws ProtocolException {
        var context = request.param("context") instanceof Map<?, ?> given ? given : Map.of();
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        if (context.get("arguments") instanceof Map<?, ?> given) {
            for (var entry : McpMessages.object(given).entrySet()) {
                if (!(entry.getValue() instanceof String value)) {
                    throw new ProtocolException(INVALID_PARAMS, "'context.arguments' must hold strings");
                }
                arguments.put(entry.getKey(), value);
            }
        }
        return arguments;
    }

    private Map<String, @Nullable Object> object(String name) throws ProtocolException {
        if (request.param(name) instanceof Map<?, ?> object) {
            return McpMessages.object(object);
        }
        throw new ProtocolException(INVALID_PARAMS, "'" + name + "' must be given, and be an object");
    }

    private Optional<Answer> answer(Completion completion, Map<String, @Nullable Object> arguments)
            throws ProtocolException {
        return switch (completion) {
            case Completion.Own(var suggestions) -> call(suggestions, arguments);
            case Completion.Tool(var name, var gate) -> {
                var tool = generation.whole().tool(name);
                var open = gate == null || call(gate, arguments).isPresent();
                yield open && tool.isPresent() ? call(tool.get(), arguments) : Optional.empty();
            }
        };
    }

    /** Takes of the arguments what the endpoint declares. */
    private Optional<Answer> call(Endpoint endpoint, Map<String, @Nullable Object> known) throws ProtocolException {
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        endpoint.definition().parameters().stream()
                .filter(parameter -> known.containsKey(parameter.name()))
                .forEach(parameter -> arguments.put(parameter.name(), known.get(parameter.name())));
        return switch (generation.call(endpoint, request.call(arguments))) {
            case Outcome.Ok(var answer) -> Optional.of(answer);
            case Outcome.Broken(var requestId) -> throw McpAnswers.broken(requestId);
            case Outcome.Failed failed -> {
                LOG.atWarn()
                        .addKeyValue("requestId", request.caller().requestId())
                        .addKeyValue("endpoint", endpoint.name())
                        .addKeyValue("code", failed.code())
                        .log("a completion failed");
                yield Optional.empty();
            }
            case Outcome.Denied _, Outcome.Invalid _, Outcome.Suspended _ -> Optional.empty();
        };
    }

    private static List<String> values(Answer answer) {
        var items = answer.value() instanceof List<?> list
                ? list
                : List.of(Objects.requireNonNullElse(answer.value(), List.of()));
        return items.stream()
                .map(item -> item instanceof Map<?, ?> row
                        ? row.values().stream().findFirst().orElse(null)
                        : item)
                .filter(Objects::nonNull)
                .filter(value -> !(value instanceof Map || value instanceof List))
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    private static Map<String, Object> result(List<String> values, boolean truncated) {
        var completion = new LinkedHashMap<String, Object>();
        completion.put("values", values.size() > MAX_VALUES ? values.subList(0, MAX_VALUES) : values);
        if (!truncated) {
            completion.put("total", values.size());
        }
        completion.put("hasMore", truncated || values.size() > MAX_VALUES);
        return Map.of("completion", completion);
    }
}
