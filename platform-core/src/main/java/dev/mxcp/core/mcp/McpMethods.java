package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INTERNAL_ERROR;
import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;
import static dev.mxcp.core.mcp.ProtocolException.RESOURCE_NOT_FOUND;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.catalog.Generation;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Every request a client can send, and what answers it. The SDK's session looks the method up in {@link #handlers} and
 * sends what comes back; nothing of the SDK's own tools, resources and prompts is used, as it would scan, cache and
 * reveal what it must not.
 */
final class McpMethods {

    private static final Logger LOG = LoggerFactory.getLogger(McpMethods.class);
    private static final int MAX_ECHO = 200;

    private final Supplier<? extends @Nullable Generation> generations;
    private final McpLimits limits;
    private final McpJson json;
    private final ReentrantLock rendering = new ReentrantLock();
    private volatile @Nullable Listings listings;

    McpMethods(Supplier<? extends @Nullable Generation> generations, McpLimits limits, McpJson json) {
        this.generations = generations;
        this.limits = limits;
        this.json = json;
    }

    Map<String, McpRequestHandler<?>> handlers() {
        return Map.ofEntries(
                on("ping", _ -> Map.of()),
                on("logging/setLevel", this::setLevel),
                on("tools/list", call -> listings().tools.page(call.param("cursor"))),
                on("tools/call", this::callTool),
                on("resources/list", call -> listings().resources.page(call.param("cursor"))),
                on("resources/templates/list", call -> listings().templates.page(call.param("cursor"))),
                on("resources/read", this::readResource),
                on("prompts/list", call -> listings().prompts.page(call.param("cursor"))),
                on("prompts/get", this::getPrompt));
    }

    private Object callTool(Call call) throws ProtocolException {
        var name = call.requireString("name");
        var generation = generation();
        var tool = found(generation.tool(name), "Unknown tool: ", name);
        return McpAnswers.tool(tool, generation.call(tool, request(call, call.arguments())));
    }

    private Object readResource(Call call) throws ProtocolException {
        var uri = call.requireString("uri");
        var generation = generation();
        var match = generation.resource(uri).orElseThrow(() -> unknownResource(uri));
        var arguments = new LinkedHashMap<String, @Nullable Object>(match.variables());
        var outcome = generation.call(match.endpoint(), request(call, arguments));
        return McpAnswers.resource(match.endpoint(), uri, outcome);
    }

    private Object getPrompt(Call call) throws ProtocolException {
        var name = call.requireString("name");
        var generation = generation();
        var prompt = found(generation.prompt(name), "Unknown prompt: ", name);
        return McpAnswers.prompt(prompt, generation.call(prompt, request(call, call.arguments())));
    }

    private Object setLevel(Call call) throws ProtocolException {
        var level = McpSchema.LoggingLevel.fromValue(call.requireString("level"));
        if (level == null) {
            throw new ProtocolException(INVALID_PARAMS, "unknown log level");
        }
        call.scope().session().setLogLevel(level);
        return Map.of();
    }

    private static CallRequest request(Call call, Map<String, @Nullable Object> arguments) {
        var caller = call.scope().caller();
        return new CallRequest(
                caller.requestId(),
                caller.identity(),
                arguments,
                caller.headers(),
                caller.transport(),
                new SessionClient(call.exchange(), call.progressToken(), caller.cancellation()),
                caller.cancellation(),
                null,
                true);
    }

    private Generation generation() throws ProtocolException {
        var generation = generations.get();
        if (generation == null) {
            throw new ProtocolException(INTERNAL_ERROR, "the server is not ready yet; try again");
        }
        return generation;
    }

    /** Renders the lists of the current generation, so that no client waits for it. */
    void renderLists() {
        var generation = generations.get();
        if (generation != null) {
            render(generation);
        }
    }

    private Listings listings() throws ProtocolException {
        var generation = generation();
        var current = listings;
        return current != null && current.generation.equals(generation) ? current : render(generation);
    }

    private Listings render(Generation generation) {
        rendering.lock();
        try {
            var current = listings;
            if (current == null || !current.generation.equals(generation)) {
                current = new Listings(generation, limits.pageSize(), json);
                listings = current;
            }
            return current;
        } finally {
            rendering.unlock();
        }
    }

    private static Endpoint found(Optional<Endpoint> endpoint, String problem, String name) throws ProtocolException {
        return endpoint.orElseThrow(() -> new ProtocolException(INVALID_PARAMS, problem + shortened(name)));
    }

    private static ProtocolException unknownResource(String uri) {
        var echo = shortened(uri);
        return new ProtocolException(RESOURCE_NOT_FOUND, "Unknown resource: " + echo, null, Map.of("uri", echo));
    }

    private static String shortened(String text) {
        return text.length() <= MAX_ECHO ? text : text.substring(0, MAX_ECHO) + "...";
    }

    private static Map.Entry<String, McpRequestHandler<?>> on(String method, Handler handler) {
        McpRequestHandler<Object> guarded = (exchange, params) ->
                Mono.fromCallable(() -> guard(handler, new Call(exchange, params, CallScope.of(exchange))));
        return Map.entry(method, guarded);
    }

    /** The wall between our exceptions and the client: what passes it was written for people outside. */
    private static Object guard(Handler handler, Call call) {
        try {
            return handler.handle(call);
        } catch (ProtocolException e) {
            throw error(e);
        } catch (Throwable defect) {
            var requestId = call.scope().caller().requestId();
            LOG.atError().setCause(defect).addKeyValue("requestId", requestId).log("request broke");
            throw error(McpAnswers.broken(requestId));
        }
    }

    private static McpError error(ProtocolException e) {
        var details = e.details().isEmpty() ? null : e.details();
        return new McpError(new McpSchema.JSONRPCResponse.JSONRPCError(e.code(), e.getMessage(), details));
    }

    @FunctionalInterface
    private interface Handler {
        Object handle(Call call) throws ProtocolException;
    }

    /** One request: its parameters, and who sent it. */
    private record Call(McpAsyncServerExchange exchange, Object params, CallScope scope) {

        @Nullable
        Object param(String name) {
            return params instanceof Map<?, ?> map ? map.get(name) : null;
        }

        String requireString(String name) throws ProtocolException {
            if (param(name) instanceof String text) {
                return text;
            }
            throw new ProtocolException(INVALID_PARAMS, "'" + name + "' must be given, and be a string");
        }

        Map<String, @Nullable Object> arguments() throws ProtocolException {
            return switch (param("arguments")) {
                case null -> Map.of();
                case Map<?, ?> arguments -> McpMessages.object(arguments);
                default -> throw new ProtocolException(INVALID_PARAMS, "'arguments' must be an object");
            };
        }

        @Nullable
        Object progressToken() {
            return param("_meta") instanceof Map<?, ?> meta ? meta.get("progressToken") : null;
        }
    }
}
