package dev.mxcp.core.mcp;

import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final McpMethods common;
    private final HeaderMatch headers;
    private final Subscriptions subscriptions;
    private final ResourceUpdates updates;
    private final Envelope envelope;
    private final McpJson json;

    StatelessMethods(
            McpMethods common,
            TaskMethods tasks,
            InputRounds rounds,
            HeaderMatch headers,
            Subscriptions subscriptions,
            ResourceUpdates updates,
            ServerInfo info,
            Envelope envelope,
            McpJson json) {
        this.common = common;
        this.headers = headers;
        this.subscriptions = subscriptions;
        this.updates = updates;
        this.envelope = envelope;
        this.json = json;
        byName.putAll(common.byName());
        byName.putAll(tasks.byName());
        byName.put("resources/read", request -> notKept(common, request));
        byName.put("server/discover", _ -> discovery(info));
        byName.replaceAll(rounds::around);
    }

    /** Answers on the calling thread; returns when the stream has ended. */
    void answer(McpMessage.Request message, Caller caller, MessageStream stream) {
        var once = new AnswerStream(stream);
        try {
            var result = result(message, caller, once);
            if (result != null) {
                once.answer(result);
            }
        } catch (ProtocolException e) {
            once.fail(McpService.errorBody(json, e.withId(message.id())), e.httpStatus());
        } catch (Throwable defect) {
            var requestId = caller.requestId();
            LOG.atError().setCause(defect).addKeyValue("requestId", requestId).log("request broke");
            once.answer(McpService.errorBody(json, McpAnswers.broken(requestId).withId(message.id())));
        } finally {
            once.end();
        }
    }

    /** Null when the client has left, and wants none. */
    private byte @Nullable [] result(McpMessage.Request message, Caller caller, MessageStream stream)
            throws ProtocolException {
        var version = RequestMeta.version(message.params());
        headers.checkVersion(version, caller);
        var meta = RequestMeta.of(message.params());
        headers.check(message, caller);
        if (message.method().equals(Subscriptions.METHOD)) {
            var view = common.generation(caller);
            return subscriptions
                    .serve(message, caller, uri -> view.resource(uri).isPresent(), stream)
                    .map(end -> body(message, end))
                    .orElse(null);
        }
        var client = new StatelessClient(meta, stream, json, caller.cancellation(), updates);
        var request = new Incoming(Era.STATELESS, message.params(), caller, client, null);
        return body(message, method(message).answer(request));
    }

    private McpMethods.Method method(McpMessage.Request message) throws ProtocolException {
        var method = byName.get(message.method());
        if (method == null) {
            throw new ProtocolException(ProtocolException.METHOD_NOT_FOUND, "Method not found")
                    .withHttpStatus(NOT_FOUND);
        }
        return method;
    }

    private byte[] body(McpMessage.Request message, Object result) throws JacksonException {
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
        result.put("supportedVersions", McpService.spokenVersions());
        result.put("capabilities", Capabilities.ofStateless());
        if (info.instructions() != null) {
            result.put("instructions", info.instructions());
        }
        result.put("_meta", Map.of(Envelope.SERVER_INFO, info.asJson()));
        return Envelope.cacheable(result, DISCOVER_TTL_MILLIS);
    }
}
