package dev.mxcp.core.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/** What travels with one request through the SDK's session. */
record CallScope(Caller caller, McpSession session) implements McpTransportContext {

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
