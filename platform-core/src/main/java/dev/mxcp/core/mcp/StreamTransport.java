package dev.mxcp.core.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

/** The SDK's idea of a transport, over one of our streams. */
final class StreamTransport implements McpStreamableServerTransport {

    private static final Logger LOG = LoggerFactory.getLogger(StreamTransport.class);

    private final MessageStream stream;
    private final McpJson json;
    private final String requestId;
    private final BooleanSupplier unwanted;

    /** @param unwanted true when the client has cancelled the request, and so must not get an answer */
    StreamTransport(MessageStream stream, McpJson json, String requestId, BooleanSupplier unwanted) {
        this.stream = stream;
        this.json = json;
        this.requestId = requestId;
        this.unwanted = unwanted;
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> send(message));
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
        return sendMessage(message);
    }

    private void send(JSONRPCMessage message) {
        if (unwanted.getAsBoolean()) {
            return;
        }
        if (message instanceof JSONRPCResponse answer) {
            stream.answer(bytes(answer));
        } else {
            stream.send(json.bytes(message));
        }
    }

    private byte[] bytes(JSONRPCResponse answer) {
        try {
            return json.bytes(answer);
        } catch (JacksonException defect) {
            LOG.atError().setCause(defect).addKeyValue("requestId", requestId).log("an answer could not be written");
            return McpService.errorBody(json, McpAnswers.broken(requestId).withId(answer.id()));
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.mapper.convertValue(data, json.mapper.constructType(type.getType()));
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(stream::end);
    }
}
