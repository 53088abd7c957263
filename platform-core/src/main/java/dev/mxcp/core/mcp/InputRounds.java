package dev.mxcp.core.mcp;

import dev.mxcp.core.call.Client;
import dev.mxcp.core.mcp.McpMethods.Method;
import dev.mxcp.spi.InputRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls without a session ask their client: a question ends the run and becomes the result, and the client calls
 * again with its answers. The endpoint then runs from its start, and finds the answers of all rounds.
 */
final class InputRounds {

    /** The methods whose results may be questions, and the field that names what they are about. */
    private static final Map<String, String> METHODS =
            Map.of("tools/call", "name", "prompts/get", "name", "resources/read", "uri");

    private static final int BAD_REQUEST = 400;

    private final RequestStates states;
    private final SpentCalls spent;
    private final int maxRounds;

    InputRounds(RequestStates states, SpentCalls spent, int maxRounds) {
        this.states = states;
        this.spent = spent;
        this.maxRounds = maxRounds;
    }

    static InputRounds of(StatelessSettings settings, McpJson json) {
        var lifetime = settings.answerTime();
        return new InputRounds(
                new RequestStates(settings.seal(), lifetime, settings.clock(), json),
                new SpentCalls(lifetime, settings.maxSpent(), settings.clock()),
                settings.maxRounds());
    }

    /** The method, with questions where the protocol has them. */
    Method around(String name, Method method) {
        var about = METHODS.get(name);
        return about == null ? method : request -> answer(name, request.requireString(about), method, request);
    }

    private Object answer(String method, String name, Method inner, Incoming request) throws ProtocolException {
        var state = request.params().containsKey("requestState")
                ? states.open(request.param("requestState"), states.purpose(method, name, request))
                : RequestState.FIRST;
        var given = new LinkedHashMap<String, @Nullable Object>(responses(request));
        given.putAll(state.answers());
        var client = new AskingClient(request.client(), RequestMeta.capabilities(request.params()), given);
        if (!state.isFirst()) {
            spent.spend(state.call(), request.caller().party());
        }
        var isOver = true;
        try {
            var result = run(inner, request.withClient(client), client);
            if (!(result instanceof Suspension(var questions))) {
                return result;
            }
            isOver = false;
            if (client.problem().isPresent()) {
                throw client.problem().get();
            }
            return inputRequired(questions, state.next(client.used()), states.purpose(method, name, request));
        } finally {
            if (!isOver) {
                spent.giveBack(state.call());
            }
        }
    }

    /** A call that failed after a question which its client cannot answer needed the answer. */
    private static Object run(Method inner, Incoming request, AskingClient client) throws ProtocolException {
        try {
            return unlessLacking(inner.answer(request), client);
        } catch (ProtocolException e) {
            throw e.code() == ProtocolException.REFUSED && !client.lacking().isEmpty() ? missing(client.lacking()) : e;
        }
    }

    /** The result of a call, unless it failed after a question that this client cannot answer. */
    static Object unlessLacking(Object result, Client client) throws ProtocolException {
        var failed = result instanceof Map<?, ?> fields && Boolean.TRUE.equals(fields.get("isError"));
        if (failed && client instanceof AskingClient asking && !asking.lacking().isEmpty()) {
            throw missing(asking.lacking());
        }
        return result;
    }

    private Map<String, @Nullable Object> inputRequired(
            Map<String, InputRequest> questions, RequestState state, byte[] purpose) throws ProtocolException {
        if (state.round() > maxRounds) {
            throw new ProtocolException(
                    ProtocolException.REFUSED, "the call asks its client more than " + maxRounds + " times");
        }
        var requests = new LinkedHashMap<String, Object>();
        questions.forEach((key, question) -> requests.put(key, InputWire.request(question)));
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("resultType", "input_required");
        result.put("inputRequests", requests);
        result.put("requestState", states.seal(state, purpose));
        return result;
    }

    private static Map<String, @Nullable Object> responses(Incoming request) throws ProtocolException {
        if (!request.params().containsKey("inputResponses")) {
            return Map.of();
        }
        if (request.param("inputResponses") instanceof Map<?, ?> responses) {
            return McpMessages.object(responses);
        }
        throw new ProtocolException(
                ProtocolException.INVALID_PARAMS, "'inputResponses' must be an object, an answer for each key asked");
    }

    private static ProtocolException missing(Map<String, Object> capabilities) {
        return new ProtocolException(
                        ProtocolException.MISSING_CAPABILITY,
                        "the client must declare the capability "
                                + String.join(" and ", List.copyOf(capabilities.keySet())),
                        null,
                        Map.of("requiredCapabilities", capabilities))
                .withHttpStatus(BAD_REQUEST);
    }
}
