package dev.mxcp.core.http;

import static dev.mxcp.core.http.GuardedHandlers.json;

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

/**
 * MCP's one address. A request passes, in this order: Host and Origin, headers, body, message, protocol version,
 * session, identity; then the session answers it.
 */
final class McpEndpoint implements HttpService {

    private static final Pattern EVENT_ID = Pattern.compile("([0-9]{1,9})-([0-9]{1,18})");

    private final McpService service;
    private final HttpSettings settings;
    private final GuardedHandlers handlers;
    private final Sessions sessions;
    private final ActiveCalls calls;
    private final OneOffCalls oneOff;
    private final MessageBodies bodies;

    McpEndpoint(
            McpService service,
            HttpSettings settings,
            HostGuard guard,
            Sessions sessions,
            ActiveCalls calls,
            BodyReads reads) {
        this.service = service;
        this.settings = settings;
        this.handlers = new GuardedHandlers(
                service, guard, settings.stateless() ? List.of("POST") : List.of("GET", "POST", "DELETE"));
        this.sessions = sessions;
        this.calls = calls;
        this.oneOff = new OneOffCalls(service, calls, settings.limits());
        this.bodies = new MessageBodies(service, reads);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post(handlers.answering(this::post));
        if (!settings.stateless()) {
            rules.get(handlers.answering(this::get)).delete(handlers.answering(this::delete));
        }
        rules.options(handlers.preflight());
        rules.any(handlers.others());
    }

    private void post(ServerRequest request, ServerResponse response) throws Refusal {
        var headers = new RequestHeaders(request);
        headers.requireJson();
        headers.requireAccept("application/json");
        headers.requireAccept("text/event-stream");
        var message = bodies.read(request);
        if (message instanceof McpMessage.Request call && belongsToNoSession(call, headers)) {
            oneOff.answer(call, identify(headers), response);
            return;
        }
        var version = headers.requireVersion();
        switch (message) {
            case McpMessage.Request initialize when initialize.isInitialize() -> initialize(initialize, response);
            case McpMessage.Request call
            when settings.stateless() -> oneOff.answer(call, version, identify(headers), response);
            case McpMessage.Request call -> call(call, headers, response);
            case McpMessage.Notification notification -> {
                if (!settings.stateless()) {
                    session(headers).mcp.accept(notification);
                }
                response.status(Status.ACCEPTED_202).send();
            }
            case McpMessage.Response answer -> {
                if (!settings.stateless()) {
                    session(headers).mcp.accept(answer);
                }
                response.status(Status.ACCEPTED_202).send();
            }
        }
    }

    /** Told by the request itself or, where that lacks, by a version that only knows such requests. */
    private static boolean belongsToNoSession(McpMessage.Request call, RequestHeaders headers) {
        return McpService.isStateless(call) || McpService.STATELESS_VERSIONS.contains(headers.statedVersion());
    }

    private void initialize(McpMessage.Request initialize, ServerResponse response) throws Refusal {
        refuseWhileDraining();
        try {
            if (settings.stateless()) {
                json(response, Status.OK_200, service.initializeStateless(initialize));
            } else {
                var opened = sessions.open(initialize);
                response.header(RequestHeaders.SESSION_ID, opened.session().id());
                json(response, Status.OK_200, opened.answer());
            }
        } catch (ProtocolException e) {
            json(response, Status.OK_200, service.errorBody(e));
        }
    }

    private void call(McpMessage.Request call, RequestHeaders headers, ServerResponse response) throws Refusal {
        var session = session(headers);
        var caller = identify(headers);
        var stream = new CallStream(
                response,
                caller.cancellation(),
                session::openStream,
                settings.limits(),
                settings.limits().resumeGrace());
        calls.enter(stream);
        session.callStarted();
        try {
            session.mcp.handle(call, caller, stream);
        } finally {
            session.callEnded(System.nanoTime());
            calls.leave(stream);
        }
    }

    /** Opens the listening stream, or goes on with one that was interrupted. */
    private void get(ServerRequest request, ServerResponse response) throws Refusal {
        var headers = new RequestHeaders(request);
        headers.requireAccept("text/event-stream");
        headers.requireVersion();
        refuseWhileDraining();
        var session = session(headers);
        var lastEvent = EVENT_ID.matcher(headers.header(RequestHeaders.LAST_EVENT_ID, ""));
        var resumed = lastEvent.matches() ? session.stream(lastEvent.group(1)).orElse(null) : null;
        var stream = resumed != null ? resumed : session.listen();
        var connection = SseConnection.open(response);
        stream.attach(connection, resumed != null ? Long.parseLong(lastEvent.group(2)) : 0);
        stream.awaitDetached(connection);
        connection.close();
    }

    private void delete(ServerRequest request, ServerResponse response) throws Refusal {
        var headers = new RequestHeaders(request);
        headers.requireVersion();
        sessions.close(session(headers));
        response.status(Status.NO_CONTENT_204).send();
    }

    private void refuseWhileDraining() throws Refusal {
        if (calls.isDraining()) {
            throw new Refusal(503, "the server is shutting down");
        }
    }

    /** Who calls: the one place where a request gets its identity. */
    private static Caller identify(RequestHeaders headers) {
        return Caller.of(Identity.anonymous(), headers.harmless(), "http");
    }

    private HttpSession session(RequestHeaders headers) throws Refusal {
        return sessions.require(headers.sessionId());
    }
}
