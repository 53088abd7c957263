package dev.mxcp.core.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpLoggableSession;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/**
 * What travels with one request through the SDK's session.
 *
 * @param stream that carries the answer
 * @param peer asks and tells the client on that stream
 */
record CallScope(Caller caller, McpSession session, MessageStream stream, McpLoggableSession peer)
        implements McpTransportContext {

    static CallScope of(McpAsyncServerExchange exchange) {
        return (CallScope) exchange.transportContext();
    }

    Context in(Context context) {
        return context.put(McpTransportContext.KEY, this);
    }

    @Override
    public @Nullable Object get(String key) {
        return null;
    }
}
