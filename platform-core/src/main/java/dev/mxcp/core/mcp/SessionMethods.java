package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * What a client of a session can request. The SDK's session looks the method up in {@link #handlers} and sends what
 * comes back; nothing of the SDK's own tools, resources and prompts is used, as it would scan, cache and reveal what it
 * must not.
 */
final class SessionMethods {

    private static final Logger LOG = LoggerFactory.getLogger(SessionMethods.class);

    private final Map<String, McpRequestHandler<?>> handlers = new HashMap<>();

    private final ResourceUpdates updates;

    /** @param updates takes what calls tell of resources */
    SessionMethods(McpMethods common, ResourceUpdates updates) {
        this.updates = updates;
        common.byName().forEach(this::add);
        add("ping", _ -> Map.of());
        add("logging/setLevel", SessionMethods::setLevel);
        add("resources/subscribe", request -> subscribe(common, request));
        add("resources/unsubscribe", SessionMethods::unsubscribe);
    }

    Map<String, McpRequestHandler<?>> handlers() {
        return handlers;
    }

    private static Object setLevel(Incoming request) throws ProtocolException {
        var level = McpSchema.LoggingLevel.fromValue(request.requireString("level"));
        var session = request.session();
        if (level == null || session == null) {
            throw new ProtocolException(INVALID_PARAMS, "unknown log level");
        }
        if (!session.isKept()) {
            throw new ProtocolException(
                    ProtocolException.REFUSED, "this server keeps no sessions, and so no log levels");
        }
        session.setLogLevel(level);
        return Map.of();
    }

    private static Object subscribe(McpMethods common, Incoming request) throws ProtocolException {
        var uri = request.requireUri();
        if (common.generation(request.caller()).resource(uri).isEmpty()) {
            throw McpMethods.unknownResource(request.era(), uri);
        }
        session(request).subscribe(uri, request.caller().party());
        return Map.of();
    }

    private static Object unsubscribe(Incoming request) throws ProtocolException {
        session(request).unsubscribe(request.requireUri());
        return Map.of();
    }

    private static McpSession session(Incoming request) {
        return Objects.requireNonNull(request.session(), "every request of this era has a session");
    }

    private void add(String name, McpMethods.Method method) {
        McpRequestHandler<Object> handler =
                (exchange, params) -> Mono.fromCallable(() -> guard(method, incoming(exchange, params)));
        handlers.put(name, handler);
    }

    private Incoming incoming(McpAsyncServerExchange exchange, Object sent) {
        Map<String, @Nullable Object> params = sent instanceof Map<?, ?> map ? McpMessages.object(map) : Map.of();
        var scope = CallScope.of(exchange);
        var token = params.get("_meta") instanceof Map<?, ?> meta ? meta.get("progressToken") : null;
        var client = new SessionClient(token, scope, updates);
        return new Incoming(Era.SESSION, params, scope.caller(), client, scope.session());
    }

    /** The wall between our exceptions and the client: what passes it was written for people outside. */
    private static Object guard(McpMethods.Method method, Incoming request) {
        try {
            return method.answer(request);
        } catch (ProtocolException e) {
            throw error(e);
        } catch (Throwable defect) {
            var requestId = request.caller().requestId();
            LOG.atError().setCause(defect).addKeyValue("requestId", requestId).log("request broke");
            throw error(McpAnswers.broken(requestId));
        }
    }

    private static McpError error(ProtocolException e) {
        var details = e.details().isEmpty() ? null : e.details();
        return new McpError(new McpSchema.JSONRPCResponse.JSONRPCError(e.code(), e.getMessage(), details));
    }
}
