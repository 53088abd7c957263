package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpService;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets requests through to a handler whose Host and Origin are allowed, and answers what is refused, there and inside. */
final class GuardedHandlers {

    private static final Logger LOG = LoggerFactory.getLogger(GuardedHandlers.class);

    /** How long a browser may go on without asking again. */
    private static final String PREFLIGHT_SECONDS = "600";

    /** All that the era without sessions has. */
    static final List<String> STATELESS_METHODS = List.of("POST");

    private final McpService service;
    private final HostGuard guard;
    private final ClientWaits waits;
    private final List<String> methods;

    /** @param methods what the address understands */
    GuardedHandlers(McpService service, HostGuard guard, ClientWaits waits, List<String> methods) {
        this.service = service;
        this.guard = guard;
        this.waits = waits;
        this.methods = List.copyOf(methods);
    }

    Handler answering(RefusingHandler handler) {
        return (request, response) -> {
            try {
                var origin = values(request, HeaderNames.ORIGIN);
                guard.check(values(request, HeaderNames.HOST), origin);
                origin.forEach(page -> letRead(page, response));
                handler.handle(request, response);
            } catch (Refusal e) {
                refuse(response, e);
                if (e.endsConnection()) {
                    throw new CloseConnectionException("a body was not read to its end");
                }
            }
        };
    }

    /** What a browser asks before it lets a page of another origin call. The page's origin has passed the guard. */
    Handler preflight() {
        return answering((request, response) -> {
            var headers = request.headers();
            if (!headers.contains(HeaderNames.ORIGIN) || !headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD)) {
                throw notUnderstood(request);
            }
            response.header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, String.join(", ", methods));
            if (headers.contains(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)) {
                var wanted =
                        headers.get(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS).values();
                response.header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
            }
            response.header(HeaderNames.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
            done(response, Status.NO_CONTENT_204);
        });
    }

    /** For every method that the address does not understand. */
    Handler others() {
        return answering((request, _) -> {
            throw notUnderstood(request);
        });
    }

    private Refusal notUnderstood(ServerRequest request) {
        var stateless = new RequestHeaders(request).stateStatelessEra();
        return Refusal.ofMethod(stateless && methods.containsAll(STATELESS_METHODS) ? STATELESS_METHODS : methods);
    }

    /** Without it a browser hides the answer from the page. Never with credentials that the browser adds by itself. */
    private static void letRead(String origin, ServerResponse response) {
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        response.header(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, RequestHeaders.SESSION_ID.defaultCase());
        response.header(HeaderNames.VARY, HeaderNames.ORIGIN.defaultCase());
    }

    private void refuse(ServerResponse response, Refusal refusal) {
        switch (refusal.status()) {
            case 405 -> response.header(HeaderNames.ALLOW, String.join(", ", refusal.methods()));
            case 503 -> response.header(HeaderNames.RETRY_AFTER, "5");
            default -> {}
        }
        if (refusal.endsConnection()) {
            response.header(HeaderNames.CONNECTION, "close");
        }
        json(response, Status.create(refusal.status()), service.errorBody(refusal.problem()));
    }

    void json(ServerResponse response, Status status, byte[] body) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json");
        send(body.length, () -> response.send(body));
    }

    /** Answers without a body. */
    void done(ServerResponse response, Status status) {
        send(0, () -> response.status(status).send());
    }

    private void send(int bytes, Runnable sending) {
        try {
            waits.taking(bytes, sending);
        } catch (RuntimeException gone) {
            LOG.atDebug().setCause(gone).log("a client went away before its answer");
            throw new CloseConnectionException("the client went away", gone);
        }
    }

    private static List<String> values(ServerRequest request, HeaderName name) {
        var headers = request.headers();
        return headers.contains(name) ? headers.get(name).allValues() : List.of();
    }

    @FunctionalInterface
    interface RefusingHandler {
        void handle(ServerRequest request, ServerResponse response) throws Refusal;
    }
}
