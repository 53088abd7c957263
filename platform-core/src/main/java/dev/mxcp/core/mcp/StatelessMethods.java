package dev.mxcp.core.mcp;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Answers requests of the stateless era: each says all there is to know, and nothing is remembered from one to the
 * next.
 */
final class StatelessMethods {

    private static final Logger LOG = LoggerFactory.getLogger(StatelessMethods.class);
    private static final int NOT_FOUND = 404;

    /** How long clients may keep what is the same for every caller and changes with a new release only. */
    private static final int DISCOVER_TTL_MILLIS = 3_600_000;

    private final Map<String, McpMethods.Method> byName = new HashMap<>();
    private final Envelope envelope;
    private final McpJson json;

    StatelessMethods(McpMethods common, ServerInfo info, Envelope envelope, McpJson json) {
        this.envelope = envelope;
        this.json = json;
        byName.putAll(common.byName());
        byName.put("resources/read", request -> notKept(common, request));
        byName.put("server/discover", _ -> discovery(info));
    }

    /** Answers on the calling thread; returns when the stream has ended. */
    void answer(McpMessage.Request message, Caller caller, MessageStream stream) {
        try {
            var meta = RequestMeta.of(message.params(), McpService.STATELESS_VERSIONS);
            var client = new StatelessClient(meta, stream, json, caller.cancellation());
            var request = new Incoming(Era.STATELESS, message.params(), caller, client, null);
            stream.answer(result(message, method(message).answer(request)));
        } catch (ProtocolException e) {
            stream.fail(McpService.errorBody(json, e.withId(message.id())), e.httpStatus());
        } catch (RuntimeException | LinkageError | StackOverflowError defect) {
            var requestId = caller.requestId();
            LOG.atError().setCause(defect).addKeyValue("requestId", requestId).log("request broke");
            stream.answer(
                    McpService.errorBody(json, McpAnswers.broken(requestId).withId(message.id())));
        } finally {
            stream.end();
        }
    }

    private McpMethods.Method method(McpMessage.Request message) throws ProtocolException {
        var method = byName.get(message.method());
        if (method == null) {
            throw new ProtocolException(ProtocolException.METHOD_NOT_FOUND, "Method not found")
                    .withHttpStatus(NOT_FOUND);
        }
        return method;
    }

    private byte[] result(McpMessage.Request message, Object result) throws JacksonException {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("jsonrpc", "2.0");
        body.put("id", message.id());
        body.put("result", result instanceof Map<?, ?> fields ? envelope.around(McpMessages.object(fields)) : result);
        return json.bytes(body);
    }

    /** What a resource answers may depend on the caller and on the moment. */
    private static Object notKept(McpMethods common, Incoming request) throws ProtocolException {
        var result = common.readResource(request);
        return result instanceof Map<?, ?> fields ? Envelope.cacheable(McpMessages.object(fields), 0) : result;
    }

    private static Map<String, @Nullable Object> discovery(ServerInfo info) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("supportedVersions", List.copyOf(McpService.STATELESS_VERSIONS));
        result.put("capabilities", Capabilities.ofStateless());
        if (info.instructions() != null) {
            result.put("instructions", info.instructions());
        }
        return Envelope.cacheable(result, DISCOVER_TTL_MILLIS);
    }
}
