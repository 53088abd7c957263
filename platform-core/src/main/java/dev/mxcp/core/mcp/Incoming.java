package dev.mxcp.core.mcp;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Client;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to the method that answers it, whatever the era.
 *
 * @param client the way back to whoever sent it
 * @param session null in the stateless era
 */
record Incoming(
        Era era,
        Map<String, @Nullable Object> params,
        Caller caller,
        Client client,
        @Nullable McpSession session) {

    Incoming withClient(Client value) {
        return new Incoming(era, params, caller, value, session);
    }

    @Nullable
    Object param(String name) {
        return params.get(name);
    }

    String requireString(String name) throws ProtocolException {
        if (param(name) instanceof String text) {
            return text;
        }
        throw new ProtocolException(ProtocolException.INVALID_PARAMS, "'" + name + "' must be given, and be a string");
    }

    /** The {@code uri} of a resource, which is not too long to look for. */
    String requireUri() throws ProtocolException {
        return ResourceUris.checked("uri", requireString("uri"));
    }

    /** The request's {@code arguments}, as a call to an endpoint. */
    CallRequest call() throws ProtocolException {
        return call(arguments());
    }

    CallRequest call(Map<String, @Nullable Object> arguments) {
        return CallRequest.builder(caller.identity(), arguments, caller.transport())
                .requestId(caller.requestId())
                .headers(caller.headers())
                .client(client)
                .cancellation(caller.cancellation())
                .party(caller.party())
                .build();
    }

    private Map<String, @Nullable Object> arguments() throws ProtocolException {
        return switch (param("arguments")) {
            case null -> Map.of();
            case Map<?, ?> arguments -> McpMessages.object(arguments);
            default -> throw new ProtocolException(ProtocolException.INVALID_PARAMS, "'arguments' must be an object");
        };
    }
}
