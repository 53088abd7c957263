package dev.mxcp.core.http;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import dev.mxcp.spi.Identity;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MCP's one address. A request passes, in this order: Host and Origin, headers, body, message, protocol version,
 * session, identity; then the session answers it.
 */
final class McpEndpoint implements HttpService {

    private static final Logger LOG = LoggerFactory.getLogger(McpEndpoint.class);
    private static final HeaderName SESSION_ID = HeaderNames.create("Mcp-Session-Id");
    private static final HeaderName PROTOCOL_VERSION = HeaderNames.create("MCP-Protocol-Version");
    private static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");
    /** What a client speaks that does not say so. */
    private static final String UNSTATED_VERSION = "2025-03-26";

    /** How long a browser may go on without asking again. */
    private static final String PREFLIGHT_SECONDS = "600";

    private static final Pattern EVENT_ID = Pattern.compile("([0-9]{1,9})-([0-9]{1,18})");
    private static final Set<String> CREDENTIALS = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "cookie2",
            "set-cookie",
            "x-api-key",
            "x-auth-token",
            "x-amz-security-token",
            "x-forwarded-access-token",
            "mcp-session-id");

    private final McpService service;
    private final HttpSettings settings;
    private final HostGuard guard;
    private final Sessions sessions;
    private final ActiveCalls calls;
    private final BodyReads bodies;

    McpEndpoint(
            McpService service,
            HttpSettings settings,
            HostGuard guard,
            Sessions sessions,
            ActiveCalls calls,
            BodyReads bodies) {
        this.bodies = bodies;
        this.service = service;
        this.settings = settings;
        this.guard = guard;
        this.sessions = sessions;
        this.calls = calls;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post(answering(this::post)).get(answering(this::get)).delete(answering(this::delete));
        rules.options(answering(McpEndpoint::preflight));
        rules.any(answering((_, _) -> {
            throw notUnderstood();
        }));
    }

    /** What a browser asks before it lets a page of another origin call. The page's origin has passed the guard. */
    private static void preflight(ServerRequest request, ServerResponse response) throws Refusal {
        var headers = request.headers();
        if (!headers.contains(HeaderNames.ORIGIN) || !headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
            throw notUnderstood();
        }
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE");
        if (headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)) {
            var wanted = headers.get(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS).values();
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
        }
        response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
        response.status(Status.NO_CONTENT_204).send();
    }

    private static Refusal notUnderstood() {
        return new Refusal(405, "only GET, POST and DELETE are understood here");
    }

    private void post(ServerRequest request, ServerResponse response) throws Refusal {
        requireJson(request);
        var message = read(request);
        if (message instanceof McpMessage.Request call && belongsToNoSession(call, request)) {
            answer(call, request, response);
            return;
        }
        var version = requireVersion(request);
        switch (message) {
            case McpMessage.Request initialize when initialize.isInitialize() -> initialize(initialize, response);
            case McpMessage.Request call when settings.stateless() -> callStateless(call, version, request, response);
            case McpMessage.Request call -> call(call, request, response);
            case McpMessage.Notification notification -> {
                if (!settings.stateless()) {
                    session(request).mcp.accept(notification);
                }
                response.status(Status.ACCEPTED_202).send();
            }
            case McpMessage.Response answer -> {
                if (!settings.stateless()) {
                    session(request).mcp.accept(answer);
                }
                response.status(Status.ACCEPTED_202).send();
            }
        }
    }

    /** Told by the request itself or, where that lacks, by a version that only knows such requests. */
    private static boolean belongsToNoSession(McpMessage.Request call, ServerRequest request) {
        return McpService.isStateless(call)
                || McpService.STATELESS_VERSIONS.contains(header(request, PROTOCOL_VERSION, UNSTATED_VERSION));
    }

    private void answer(McpMessage.Request call, ServerRequest request, ServerResponse response) throws Refusal {
        var caller = identify(request);
        var stream = oneOff(caller, response);
        calls.enter(stream);
        try {
            service.answer(call, caller, stream);
        } finally {
            calls.leave(stream);
        }
    }

    /** A stream that cannot be resumed: a client that goes away cancels its call. */
    private CallStream oneOff(Caller caller, ServerResponse response) {
        return new CallStream(
                response,
                caller.cancellation(),
                () -> new SseStream("0", ReplayBuffer.keepingNothing(), false),
                settings.limits(),
                Duration.ZERO);
    }

    private void initialize(McpMessage.Request initialize, ServerResponse response) throws Refusal {
        if (calls.isDraining()) {
            throw new Refusal(503, "the server is shutting down");
        }
        try {
            if (settings.stateless()) {
                json(response, Status.OK_200, service.initializeStateless(initialize));
            } else {
                var opened = sessions.open(initialize);
                response.header(SESSION_ID, opened.session().id());
                json(response, Status.OK_200, opened.answer());
            }
        } catch (ProtocolException e) {
            json(response, Status.OK_200, service.errorBody(e));
        }
    }

    private void call(McpMessage.Request call, ServerRequest request, ServerResponse response) throws Refusal {
        var session = session(request);
        var caller = identify(request);
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

    private void callStateless(McpMessage.Request call, String version, ServerRequest request, ServerResponse response)
            throws Refusal {
        var caller = identify(request);
        var stream = oneOff(caller, response);
        calls.enter(stream);
        try {
            service.stateless(version).handle(call, caller, stream);
        } finally {
            calls.leave(stream);
        }
    }

    /** Opens the listening stream, or goes on with one that was interrupted. */
    private void get(ServerRequest request, ServerResponse response) throws Refusal {
        requireSessions();
        requireAccept(request, "text/event-stream");
        requireVersion(request);
        if (calls.isDraining()) {
            throw new Refusal(503, "the server is shutting down");
        }
        var session = session(request);
        var lastEvent = EVENT_ID.matcher(header(request, LAST_EVENT_ID, ""));
        var resumed = lastEvent.matches() ? session.stream(lastEvent.group(1)).orElse(null) : null;
        var stream = resumed != null ? resumed : session.listen();
        var connection = SseConnection.open(response);
        stream.attach(connection, resumed != null ? Long.parseLong(lastEvent.group(2)) : 0);
        stream.awaitDetached(connection);
        connection.close();
    }

    private void delete(ServerRequest request, ServerResponse response) throws Refusal {
        requireSessions();
        requireVersion(request);
        sessions.close(session(request));
        response.status(Status.NO_CONTENT_204).send();
    }

    /** Who calls: the one place where a request gets its identity. */
    private static Caller identify(ServerRequest request) {
        return Caller.of(Identity.anonymous(), harmlessHeaders(request), "http");
    }

    private static Map<String, String> harmlessHeaders(ServerRequest request) {
        var headers = new HashMap<String, String>();
        for (var header : request.headers()) {
            var name = header.headerName().lowerCase();
            if (!CREDENTIALS.contains(name)) {
                headers.put(name, header.values());
            }
        }
        return headers;
    }

    private McpMessage read(ServerRequest request) throws Refusal {
        try {
            return service.read(body(request));
        } catch (ProtocolException e) {
            throw new Refusal(400, e);
        }
    }

    private byte[] body(ServerRequest request) throws Refusal {
        var limit = service.limits().maxMessageBytes();
        var body = isAnnouncedLargerThan(limit, request) ? null : upTo(limit, request);
        if (body == null) {
            throw new Refusal(413, "the body is larger than " + limit + " bytes");
        }
        return body;
    }

    /** Whoever asks before it sends the body is answered at once; for the others see {@link BodyReads#upTo}. */
    private static boolean isAnnouncedLargerThan(int limit, ServerRequest request) {
        return request.headers().contentLength().orElse(0) > limit
                && request.headers().contains(HeaderNames.EXPECT);
    }

    private byte @Nullable [] upTo(int limit, ServerRequest request) throws Refusal {
        try {
            return bodies.upTo(limit, request.content().inputStream());
        } catch (IOException | RuntimeException e) {
            LOG.atDebug().setCause(e).log("a client went away in the middle of its request");
            throw new Refusal(400, "the body could not be read");
        }
    }

    private HttpSession session(ServerRequest request) throws Refusal {
        return sessions.require(request.headers().first(SESSION_ID).orElse(null));
    }

    private void requireSessions() throws Refusal {
        if (settings.stateless()) {
            throw new Refusal(405, "this server keeps no sessions; only POST is understood here");
        }
    }

    private static void requireJson(ServerRequest request) throws Refusal {
        if (!"application/json".equals(mediaType(header(request, HeaderNames.CONTENT_TYPE, "")))) {
            throw new Refusal(415, "the Content-Type must be application/json");
        }
        requireAccept(request, "application/json");
        requireAccept(request, "text/event-stream");
    }

    private static void requireAccept(ServerRequest request, String type) throws Refusal {
        var accepted = header(request, HeaderNames.ACCEPT, "*/*");
        var group = type.substring(0, type.indexOf('/')) + "/*";
        for (var range : accepted.split(",", -1)) {
            var media = mediaType(range);
            if (media.equals(type) || media.equals(group) || media.equals("*/*")) {
                return;
            }
        }
        throw new Refusal(406, "the header Accept must contain " + type);
    }

    private static String requireVersion(ServerRequest request) throws Refusal {
        var version = header(request, PROTOCOL_VERSION, UNSTATED_VERSION);
        if (!McpService.PROTOCOL_VERSIONS.contains(version)) {
            throw new Refusal(
                    400,
                    "this MCP-Protocol-Version is not supported; supported are "
                            + String.join(", ", McpService.PROTOCOL_VERSIONS));
        }
        return version;
    }

    private static String header(ServerRequest request, HeaderName name, String absent) {
        return request.headers().contains(name) ? request.headers().get(name).values() : absent;
    }

    private static String mediaType(String value) {
        var semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    private io.helidon.webserver.http.Handler answering(Handler handler) {
        return (request, response) -> {
            try {
                var origin = values(request, HeaderNames.ORIGIN);
                guard.check(values(request, HeaderNames.HOST), origin);
                origin.forEach(page -> letRead(page, response));
                handler.handle(request, response);
            } catch (Refusal e) {
                refuse(response, e);
                if (e.status() == 413) {
                    // what is left of the body must not be taken for the next request
                    throw new CloseConnectionException("a body was too large");
                }
            }
        };
    }

    /** Without it a browser hides the answer from the page. Never with credentials that the browser adds by itself. */
    private static void letRead(String origin, ServerResponse response) {
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, SESSION_ID.defaultCase());
        response.header(HeaderNames.VARY, HeaderNames.ORIGIN.defaultCase());
    }

    private void refuse(ServerResponse response, Refusal refusal) {
        switch (refusal.status()) {
            case 405 -> response.header(HeaderNames.ALLOW, settings.stateless() ? "POST" : "GET, POST, DELETE");
            case 413 -> response.header(HeaderNames.CONNECTION, "close");
            case 503 -> response.header(HeaderNames.RETRY_AFTER, "5");
            default -> {}
        }
        json(response, Status.create(refusal.status()), service.errorBody(refusal.problem()));
    }

    private static List<String> values(ServerRequest request, HeaderName name) {
        var headers = request.headers();
        return headers.contains(name) ? headers.get(name).allValues() : List.of();
    }

    private static void json(ServerResponse response, Status status, byte[] body) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json");
        response.send(body);
    }

    @FunctionalInterface
    private interface Handler {
        void handle(ServerRequest request, ServerResponse response) throws Refusal;
    }
}
