package dev.mxcp.cli;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A transport of the Java SDK that knows the id of the last call, so that it can be cancelled. */
final class RecordingTransport implements McpClientTransport {

    private final McpClientTransport transport;
    private volatile @Nullable Object lastCall;

    RecordingTransport(McpClientTransport transport) {
        this.transport = transport;
    }

    void cancelLastCall() {
        var params = Map.of("requestId", String.valueOf(lastCall), "reason", "enough");
        transport
                .sendMessage(new JSONRPCNotification("notifications/cancelled", params))
                .block();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        if (message instanceof JSONRPCRequest request && request.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
            lastCall = request.id();
        }
        return transport.sendMessage(message);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return transport.connect(handler);
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(handler);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public String toString() {
        return transport.getClass().getSimpleName();
    }
}
