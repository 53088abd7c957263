package dev.mxcp.core.mcp;

import dev.mxcp.core.call.CallCancellation;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's session: the calls that run in it, and the way to its listening stream. Without a transport's session
 * (stateless HTTP) it lives for one request.
 */
public final class McpSession {

    private static final Logger LOG = LoggerFactory.getLogger(McpSession.class);

    private final McpStreamableServerSession sdk;
    private final McpJson json;
    private final ClientCapabilities capabilities;
    private final String protocolVersion;
    private final @Nullable String toolset;
    private final @Nullable ResourceSubscriptions subscriptions;
    private final Map<Object, Running> running = new ConcurrentHashMap<>();

    /** @param updates null for a session that ends with its request, and so cannot subscribe */
    McpSession(
            McpStreamableServerSession sdk,
            McpJson json,
            ClientCapabilities capabilities,
            String protocolVersion,
            @Nullable String toolset,
            @Nullable ResourceUpdates updates) {
        this.sdk = sdk;
        this.json = json;
        this.capabilities = capabilities;
        this.protocolVersion = protocolVersion;
        this.toolset = toolset;
        this.subscriptions = updates == null ? null : new ResourceSubscriptions(updates, this::resourceUpdated);
    }

    /** Unguessable; whoever knows it can speak in this session, so it is never logged. */
    public String id() {
        return sdk.getId();
    }

    /** The revision that client and server agreed on. */
    public String protocolVersion() {
        return protocolVersion;
    }

    /** The part of the project that this session is about; null for all of it. */
    public @Nullable String toolset() {
        return toolset;
    }

    /** What the client can be asked for, as its {@code initialize} declared it. */
    ClientCapabilities capabilities() {
        return capabilities;
    }

    void subscribe(String uri, String party) throws ProtocolException {
        if (subscriptions == null) {
            throw new ProtocolException(
                    ProtocolException.REFUSED, "this server keeps no sessions, and so no subscriptions");
        }
        subscriptions.add(uri, party);
    }

    void unsubscribe(String uri) {
        if (subscriptions != null) {
            subscriptions.remove(uri);
        }
    }

    /** Answers a request on the calling thread; returns when the stream has ended. */
    public void handle(McpMessage.Request request, Caller caller, MessageStream stream) {
        var call = new Running(caller.cancellation());
        if (running.putIfAbsent(request.id(), call) != null) {
            var problem = new ProtocolException(ProtocolException.INVALID_REQUEST, "this request id is in use");
            stream.answer(McpService.errorBody(json, problem.withId(request.id())));
            stream.end();
            return;
        }
        var once = new AnswerStream(stream, () -> running.remove(request.id(), call));
        try {
            var transport = new StreamTransport(once, json, caller.requestId(), () -> call.unwanted);
            var message = new McpSchema.JSONRPCRequest(request.method(), request.id(), request.params());
            var peer = sdk.responseStream(transport);
            var scope = new CallScope(caller, this, once, peer);
            peer.handle(message).contextWrite(scope::in).block();
        } catch (Throwable defect) {
            LOG.atError()
                    .setCause(defect)
                    .addKeyValue("requestId", caller.requestId())
                    .log("request broke");
            once.answer(McpService.errorBody(
                    json, McpAnswers.broken(caller.requestId()).withId(request.id())));
        } finally {
            once.end();
        }
    }

    public void accept(McpMessage.Notification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            cancel(notification.params().get("requestId"));
        }
    }

    /** Takes the client's answer to a question; one that nobody waits for is dropped. */
    public void accept(McpMessage.Response response) {
        var error = response.error();
        var message = new McpSchema.JSONRPCResponse(
                McpSchema.JSONRPC_VERSION, response.id(), response.result(), error == null ? null : error(error));
        sdk.accept(message).onErrorComplete().block();
    }

    private void cancel(@Nullable Object requestId) {
        var call = requestId == null ? null : running.get(requestId);
        if (call != null) {
            call.unwanted = true;
            call.cancellation.cancel();
        }
    }

    /** Makes this the stream for messages that belong to no request. */
    public void listen(MessageStream stream) {
        sdk.listeningStream(new StreamTransport(stream, json, "", () -> false));
    }

    /** Tells the client that lists have changed, if it listens. */
    void listsChanged(Set<ListKind> lists) {
        lists.forEach(list -> notify(list.changed(), Map.of()));
    }

    private void resourceUpdated(String uri) {
        notify("notifications/resources/updated", Map.of("uri", uri));
    }

    private void notify(String method, Map<String, Object> params) {
        sdk.sendNotification(method, params).onErrorComplete().block();
    }

    /** Whether it outlives its requests. */
    boolean isKept() {
        return subscriptions != null;
    }

    void setLogLevel(McpSchema.LoggingLevel level) {
        sdk.setMinLoggingLevel(level);
    }

    /** Stops the calls that run, and forgets what the client subscribed to. */
    void end() {
        if (subscriptions != null) {
            subscriptions.close();
        }
        running.values().forEach(call -> call.cancellation.cancel());
    }

    private static JSONRPCError error(Map<String, @Nullable Object> error) {
        var code = error.get("code") instanceof Number number ? number.intValue() : ProtocolException.INTERNAL_ERROR;
        return new JSONRPCError(code, String.valueOf(error.get("message")));
    }

    /** A request that is being answered. */
    private static final class Running {
        private final CallCancellation cancellation;
        private volatile boolean unwanted;

        private Running(CallCancellation cancellation) {
            this.cancellation = cancellation;
        }
    }
}
