package dev.mxcp.core.http;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import dev.mxcp.spi.Identity;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * MCP's one address, and below it those of toolsets. A request passes, in this order: Host and Origin, headers, body, message, protocol version,
 * session, identity; then the session answers it.
 */
final class McpEndpoint implements HttpService {

    private static final String TOOLSET = "toolset";
    private static final Pattern EVENT_ID = Pattern.compile("([0-9]{1,9})-([0-9]{1,18})");

    private final McpService service;
    private final HttpSettings settings;
    private final GuardedHandlers handlers;
    private final Sessions sessions;
    private final ActiveCalls calls;
    private final OneOffCalls oneOff;
    private final MessageBodies bodies;
    private final ClientWaits waits;

    McpEndpoint(
            McpService service,
            HttpSettings settings,
            HostGuard guard,
            Sessions sessions,
            ActiveCalls calls,
            MessageBodies bodies,
            ClientWaits waits) {
        this.service = service;
        this.settings = settings;
        this.handlers = new GuardedHandlers(
                service,
                guard,
                waits,
                settings.stateless() ? GuardedHandlers.STATELESS_METHODS : List.of("GET", "POST", "DELETE"));
        this.sessions = sessions;
        this.waits = waits;
        this.calls = calls;
        this.oneOff = new OneOffCalls(service, calls, settings.limits(), waits);
        this.bodies = bodies;
    }

    @Override
    public void routing(HttpRules rules) {
        for (var path : List.of("/", "/{" + TOOLSET + "}")) {
            rules.post(path, handlers.answering(this::post));
            if (!settings.stateless()) {
                rules.get(path, handlers.answering(this::get)).delete(path, handlers.answering(this::delete));
            }
            rules.options(path, handlers.preflight());
            rules.any(path, handlers.others());
        }
    }

    /** The part of the project that the request is about; null for all of it. */
    private @Nullable String toolset(ServerRequest request) throws Refusal {
        var name = request.path().pathParameters().first(TOOLSET).orElse(null);
        if (name != null && !service.hasToolset(name)) {
            throw new Refusal(404, "there is no such toolset");
        }
        return name;
    }

    private void post(ServerRequest request, ServerResponse response) throws Refusal {
        var toolset = toolset(request);
        var headers = new RequestHeaders(request);
        headers.requireJson();
        headers.requireAccept("application/json");
        headers.requireAccept("text/event-stream");
        try (var received = bodies.read(request)) {
            take(received, headers, toolset, response);
        }
    }

    private void take(Received received, RequestHeaders headers, @Nullable String toolset, ServerResponse response)
            throws Refusal {
        try {
            if (headers.stateStatelessEra() || McpService.isStateless(received.message())) {
                takeStateless(received, headers, toolset, response);
            } else {
                takeInSession(received, headers, toolset, response);
            }
        } catch (Refusal e) {
            throw e.to(received.message());
        }
    }

    /** A message of the session era, whether sessions are kept or not. */
    private void takeInSession(
            Received received, RequestHeaders headers, @Nullable String toolset, ServerResponse response)
            throws Refusal {
        var version = headers.requireVersion();
        switch (received.message()) {
            case McpMessage.Request initialize
            when initialize.isInitialize() -> initialize(initialize, headers, toolset, response);
            case McpMessage.Request call
            when settings.stateless() -> oneOff.answer(call, version, identify(headers, toolset), response);
            case McpMessage.Request call -> call(call, received, headers, toolset, response);
            case McpMessage.Notification notification -> {
                if (!settings.stateless()) {
                    session(identify(headers, toolset), headers).mcp.accept(notification);
                }
                handlers.done(response, Status.ACCEPTED_202);
            }
            case McpMessage.Response answer -> {
                if (!settings.stateless()) {
                    session(identify(headers, toolset), headers).mcp.accept(answer);
                }
                handlers.done(response, Status.ACCEPTED_202);
            }
        }
    }

    /** A message of the stateless era: one that says so itself, or whose header names a version of it. */
    private void takeStateless(
            Received received, RequestHeaders headers, @Nullable String toolset, ServerResponse response)
            throws Refusal {
        headers.refuseRepeated("mcp-");
        switch (received.message()) {
            case McpMessage.Request listen
            when McpService.isListening(listen) -> {
                // has limits of its own, as it may stay for days
                received.close();
                oneOff.answer(listen, identify(headers, toolset), response);
            }
            case McpMessage.Request call -> oneOff.answer(call, identify(headers, toolset), response);
            // what it could be about, the end of a call, is told by closing the connection
            case McpMessage.Notification _ -> handlers.done(response, Status.ACCEPTED_202);
            case McpMessage.Response _ ->
                throw new Refusal(
                        400, "nothing was asked that this could answer; answers belong into a request's params");
        }
    }

    private void initialize(
            McpMessage.Request initialize, RequestHeaders headers, @Nullable String toolset, ServerResponse response)
            throws Refusal {
        refuseWhileDraining();
        try {
            if (settings.stateless()) {
                handlers.json(response, Status.OK_200, service.initializeStateless(initialize));
            } else {
                var opened = sessions.open(initialize, identify(headers, toolset));
                response.header(RequestHeaders.SESSION_ID, opened.session().id());
                handlers.json(response, Status.OK_200, opened.answer());
            }
        } catch (ProtocolException e) {
            handlers.json(response, Status.OK_200, service.errorBody(e));
        }
    }

    private void call(
            McpMessage.Request call,
            Received received,
            RequestHeaders headers,
            @Nullable String toolset,
            ServerResponse response)
            throws Refusal {
        var caller = identify(headers, toolset);
        var session = session(caller, headers);
        var stream = new CallStream(
                response,
                caller.cancellation(),
                session::openStream,
                CallStream.Patience.resumable(settings.limits()),
                waits);
        calls.enter(stream);
        session.callStarted();
        var needed = received.handOn();
        // a thread of its own: the connection may be free again before the call has ended
        Thread.ofVirtual().name("mcp-call").start(() -> {
            try (needed) {
                session.mcp.handle(call, caller, stream);
            } finally {
                stream.end();
                session.callEnded(System.nanoTime());
                calls.leave(stream);
            }
        });
        stream.awaitResponse();
    }

    /** Opens the listening stream, or goes on with one that was interrupted. */
    private void get(ServerRequest request, ServerResponse response) throws Refusal {
        var headers = new RequestHeaders(request);
        refuseStatelessEra(headers);
        headers.requireAccept("text/event-stream");
        headers.requireVersion();
        var session = session(identify(headers, toolset(request)), headers);
        var lastEvent = EVENT_ID.matcher(headers.header(RequestHeaders.LAST_EVENT_ID, ""));
        var resumed = lastEvent.matches() ? session.stream(lastEvent.group(1)).orElse(null) : null;
        if (resumed == null) {
            refuseWhileDraining();
            if (lastEvent.matches() && session.isListening()) {
                throw new Refusal(409, "nothing is kept of that stream, and the session listens already");
            }
        }
        var stream = resumed != null ? resumed : session.listen();
        var connection = SseConnection.open(response, waits);
        stream.attach(connection, resumed != null ? Long.parseLong(lastEvent.group(2)) : 0);
        stream.awaitDetached(connection);
        connection.close();
    }

    private void delete(ServerRequest request, ServerResponse response) throws Refusal {
        var headers = new RequestHeaders(request);
        refuseStatelessEra(headers);
        headers.requireVersion();
        sessions.close(session(identify(headers, toolset(request)), headers));
        handlers.done(response, Status.NO_CONTENT_204);
    }

    private static void refuseStatelessEra(RequestHeaders headers) throws Refusal {
        if (headers.stateStatelessEra()) {
            throw Refusal.ofMethod(GuardedHandlers.STATELESS_METHODS);
        }
    }

    private void refuseWhileDraining() throws Refusal {
        if (calls.isDraining()) {
            throw new Refusal(503, "the server is shutting down");
        }
    }

    /** Who calls: the one place where a request gets its identity. */
    static Caller identify(RequestHeaders headers, @Nullable String toolset) {
        return Caller.of(Identity.anonymous(), headers.harmless(), "http", headers.address())
                .withToolset(toolset);
    }

    private HttpSession session(Caller caller, RequestHeaders headers) throws Refusal {
        var session = sessions.require(headers.sessionId(), caller);
        headers.requireAgreed(session.mcp.protocolVersion());
        return session;
    }
}
