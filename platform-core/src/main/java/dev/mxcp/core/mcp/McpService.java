package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.json.JsonWeight;
import dev.mxcp.core.task.Tasks;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A project served over MCP, whatever the transport. A transport {@link #read reads} a message, {@link #open opens} a
 * session for the first one, and hands the others to it.
 */
public final class McpService {

    /** The revisions of the protocol that are spoken, oldest first. */
    public static final List<String> PROTOCOL_VERSIONS = List.of(
            ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26,
            ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_11_25);

    /** The revisions without sessions that are spoken, oldest first. */
    public static final List<String> STATELESS_VERSIONS = List.of("2026-07-28");

    private static final int MAX_LISTENING_BYTES = 128 * 1024;
    private static final int MAX_LISTENING_MEMORY = 512 * 1024;
    private static final McpSchema.Implementation UNKNOWN_CLIENT = implementation("unknown", null, "0");
    private static final McpSchema.ClientCapabilities NO_CAPABILITIES =
            McpSchema.ClientCapabilities.builder().build();

    private final Supplier<? extends @Nullable Generation> generations;
    private final ServerInfo info;
    private final McpLimits limits;
    private final McpJson json;
    private final McpMessages messages;
    private final RenderedLists lists;
    private final Map<String, McpRequestHandler<?>> handlers;
    private final StatelessMethods stateless;
    private final Subscriptions subscriptions;
    private final Tasks tasks;
    private final Set<McpSession> sessions = ConcurrentHashMap.newKeySet();
    private final ResourceUpdates updates = new ResourceUpdates();
    private final AtomicReference<@Nullable Generation> announced = new AtomicReference<>();

    /** A service that shares nothing with other servers. */
    public McpService(Supplier<? extends @Nullable Generation> generations, ServerInfo info, McpLimits limits) {
        this(generations, info, limits, StatelessSettings.of(StateSeal.ofProcess()));
    }

    /** @param generations the current generation; gives null as long as there is none */
    public McpService(
            Supplier<? extends @Nullable Generation> generations,
            ServerInfo info,
            McpLimits limits,
            StatelessSettings settings) {
        this.generations = generations;
        this.info = info;
        this.limits = limits;
        this.json = new McpJson(limits);
        this.messages = new McpMessages(json, limits);
        var envelope = new Envelope(info);
        this.lists = new RenderedLists(limits.pageSize(), new Cursors(settings.seal()), json, envelope);
        this.tasks = new Tasks(limits.tasks(), settings.clock());
        var taskMethods = new TaskMethods(tasks, json);
        var methods = new McpMethods(generations, lists, taskMethods);
        this.handlers = new SessionMethods(methods, updates).handlers();
        this.subscriptions = new Subscriptions(updates, taskMethods, settings.maxListeners(), json);
        this.stateless = new StatelessMethods(
                methods,
                taskMethods,
                InputRounds.of(settings, json),
                new HeaderMatch(generations),
                subscriptions,
                updates,
                info,
                envelope,
                json);
        generationChanged();
    }

    public McpLimits limits() {
        return limits;
    }

    /** Whether there is a project to serve. */
    public boolean isReady() {
        return generations.get() != null;
    }

    public McpMessage read(byte[] body) throws ProtocolException {
        var message = messages.read(body);
        if (message instanceof McpMessage.Request request
                && isListening(request)
                && (body.length > MAX_LISTENING_BYTES || JsonWeight.of(request.params()) > MAX_LISTENING_MEMORY)) {
            throw new ProtocolException(
                            ProtocolException.INVALID_PARAMS,
                            "a request to listen may have at most %d bytes, and take %d in memory, as it is kept for as long as its client listens"
                                    .formatted(MAX_LISTENING_BYTES, MAX_LISTENING_MEMORY))
                    .withId(request.id());
        }
        return message;
    }

    /** Whether a message belongs to no session, by what it says about itself. */
    public static boolean isStateless(McpMessage message) {
        return switch (message) {
            case McpMessage.Request request -> RequestMeta.isStateless(request.method(), request.params());
            case McpMessage.Notification(var method, var params) -> RequestMeta.isStateless(method, params);
            case McpMessage.Response _ -> false;
        };
    }

    /** Whether a request of the stateless era is answered only when its client, or the server, has had enough. */
    public static boolean isListening(McpMessage.Request request) {
        return request.method().equals(Subscriptions.METHOD);
    }

    /** Answers a request of the stateless era on the calling thread; returns when the stream has ended. */
    public void answer(McpMessage.Request request, Caller caller, MessageStream stream) {
        stateless.answer(request, caller, stream);
    }

    /** The revisions of both eras, newest first. */
    static List<String> spokenVersions() {
        return Stream.of(STATELESS_VERSIONS, PROTOCOL_VERSIONS)
                .flatMap(versions -> versions.reversed().stream())
                .toList();
    }

    /** Tells a client that asked for a version what it can ask for: the newest first, of both eras. */
    public static ProtocolException unsupportedVersion(String requested) {
        var supported = spokenVersions().stream()
                .filter(version -> !version.equals(requested))
                .toList();
        return new ProtocolException(
                ProtocolException.UNSUPPORTED_VERSION,
                "Unsupported protocol version",
                null,
                Map.of("supported", supported, "requested", McpMethods.shortened(requested)));
    }

    /** Whether clients can address this part of the project. */
    public boolean hasToolset(String name) {
        var generation = generations.get();
        return generation != null && generation.toolset(name).isPresent();
    }

    /**
     * Starts a session with a client's {@code initialize}; {@link #close} ends it.
     *
     * @param toolset the part of the project that the session is about; null for all of it
     */
    public Opened open(McpMessage.Request initialize, @Nullable String toolset) throws ProtocolException {
        var version = negotiate(initialize);
        var capabilities = part(initialize, "capabilities", McpSchema.ClientCapabilities.class, NO_CAPABILITIES);
        var client = part(initialize, "clientInfo", McpSchema.Implementation.class, UNKNOWN_CLIENT);
        var declared = initialize.params().get("capabilities") instanceof Map<?, ?> map
                ? new ClientCapabilities(McpMessages.object(map))
                : ClientCapabilities.NONE;
        var session = session(UUID.randomUUID().toString(), capabilities, declared, client, version, toolset, updates);
        sessions.add(session);
        return new Opened(
                session, json.bytes(McpSchema.JSONRPCResponse.result(initialize.id(), welcome(version, true))));
    }

    /** A session of the session era for one request, which knows nothing of the client. */
    public McpSession stateless(String protocolVersion) {
        return session(
                "stateless", NO_CAPABILITIES, ClientCapabilities.NONE, UNKNOWN_CLIENT, protocolVersion, null, null);
    }

    /** Answers {@code initialize} where no session is kept. */
    public byte[] initializeStateless(McpMessage.Request initialize) throws ProtocolException {
        return json.bytes(McpSchema.JSONRPCResponse.result(initialize.id(), welcome(negotiate(initialize), false)));
    }

    /** Takes no more tasks, lets those that run end within the time, and cancels the rest. */
    public void endTasks(Duration drain) {
        tasks.close(drain);
    }

    /** Ends a session: calls that run in it are cancelled. */
    public void close(McpSession session) {
        sessions.remove(session);
        session.end();
    }

    /**
     * Renders the lists anew, and tells every client that listens which of them have changed, and which resources. Waits
     * for no client: a slow one delays nobody.
     */
    public void generationChanged() {
        var now = generations.get();
        if (now == null) {
            return;
        }
        var before = announced.getAndSet(now);
        var changes = lists.advance(before, now);
        subscriptions.listsChanged(changes);
        for (var session : sessions) {
            Thread.ofVirtual()
                    .name("mcp-list-changed")
                    .start(() -> session.listsChanged(changes.apply(session.toolset())));
        }
        if (before != null) {
            updates.updated(new ChangedResources(before, now));
        }
    }

    /** Ends the streams of clients without a session that listen, and of those that still come. */
    public void endListening() {
        subscriptions.end();
    }

    /** Tells those who subscribed to a resource that it may read differently now. Waits for no client. */
    public void resourceUpdated(String uri) {
        updates.updated(uri);
    }

    /** The JSON-RPC error for a message that was refused. */
    public byte[] errorBody(ProtocolException problem) {
        return errorBody(json, problem);
    }

    static byte[] errorBody(McpJson json, ProtocolException problem) {
        var error = new LinkedHashMap<String, Object>();
        error.put("code", problem.code());
        error.put("message", problem.getMessage());
        if (!problem.details().isEmpty()) {
            error.put("data", problem.details());
        }
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("jsonrpc", McpSchema.JSONRPC_VERSION);
        if (problem.id() != null) {
            body.put("id", problem.id());
        }
        body.put("error", error);
        return json.bytes(body);
    }

    private McpSession session(
            String id,
            McpSchema.ClientCapabilities capabilities,
            ClientCapabilities declared,
            McpSchema.Implementation client,
            String version,
            @Nullable String toolset,
            @Nullable ResourceUpdates news) {
        var sdk = new McpStreamableServerSession(id, capabilities, client, limits.clientAnswer(), handlers, Map.of());
        return new McpSession(sdk, json, declared, version, toolset, news);
    }

    /** The revision that the client asked for when it is spoken here, else the newest. */
    private static String negotiate(McpMessage.Request initialize) throws ProtocolException {
        if (!(initialize.params().get("protocolVersion") instanceof String wanted)) {
            throw new ProtocolException(ProtocolException.INVALID_PARAMS, "'protocolVersion' must be a string")
                    .withId(initialize.id());
        }
        return PROTOCOL_VERSIONS.contains(wanted) ? wanted : PROTOCOL_VERSIONS.getLast();
    }

    private <T> T part(McpMessage.Request initialize, String name, Class<T> type, T absent) throws ProtocolException {
        var value = initialize.params().get(name);
        if (value == null) {
            return absent;
        }
        try {
            return json.mapper.convertValue(value, type);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new ProtocolException(ProtocolException.INVALID_PARAMS, "'" + name + "' is not what it should be")
                    .withId(initialize.id());
        }
    }

    private Map<String, Object> welcome(String version, boolean kept) {
        var result = new LinkedHashMap<String, Object>();
        result.put("protocolVersion", version);
        result.put("capabilities", Capabilities.ofSession(kept));
        result.put("serverInfo", info.asJson());
        if (info.instructions() != null) {
            result.put("instructions", info.instructions());
        }
        return result;
    }

    private static McpSchema.Implementation implementation(String name, @Nullable String title, String version) {
        return new McpSchema.Implementation(name, title, version, null, null, null);
    }

    /** A new session, and the answer to the {@code initialize} request, which the transport sends. */
    public static final class Opened {
        private final McpSession session;
        private final byte[] answer;

        private Opened(McpSession session, byte[] answer) {
            this.session = session;
            this.answer = answer;
        }

        public McpSession session() {
            return session;
        }

        public byte[] answer() {
            return answer;
        }
    }
}
