package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpService;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/**
 * The transport of 2024-11-05, HTTP+SSE, for clients that know no other: a stream is opened with GET, which names the
 * address for messages; what answers them comes down the stream.
 */
final class LegacyEndpoint {

    static final String STREAM = "/sse";
    static final String MESSAGES = "/messages";
    private static final String SESSION = "sessionId";

    private final McpService service;
    private final HostGuard guard;
    private final LegacySessions sessions;
    private final MessageBodies bodies;
    private final ClientWaits waits;

    LegacyEndpoint(
            McpService service, HostGuard guard, LegacySessions sessions, MessageBodies bodies, ClientWaits waits) {
        this.service = service;
        this.guard = guard;
        this.sessions = sessions;
        this.bodies = bodies;
        this.waits = waits;
    }

    void register(HttpRouting.Builder routing) {
        var streams = new GuardedHandlers(service, guard, waits, List.of("GET"));
        routing.get(STREAM, streams.answering(this::open))
                .options(STREAM, streams.preflight())
                .any(STREAM, streams.others());
        var messages = new GuardedHandlers(service, guard, waits, List.of("POST"));
        for (var path : List.of(MESSAGES, MESSAGES + "/")) {
            routing.post(path, messages.answering(this::take))
                    .options(path, messages.preflight())
                    .any(path, messages.others());
        }
    }

    private void open(ServerRequest request, ServerResponse response) throws Refusal {
        var headers = new RequestHeaders(request);
        headers.requireAccept("text/event-stream");
        var session = sessions.open(McpEndpoint.identify(headers, null));
        try {
            var connection = SseConnection.open(response, waits);
            session.stream.attach(connection, MESSAGES + "?" + SESSION + "=" + session.id());
            session.stream.awaitDetached(connection);
            connection.close();
        } finally {
            sessions.close(session);
        }
    }

    private void take(ServerRequest request, ServerResponse response) throws Refusal {
        var headers = new RequestHeaders(request);
        headers.requireJson();
        var caller = McpEndpoint.identify(headers, null);
        var session = sessions.require(request.query().first(SESSION).orElse(null), caller);
        try (var received = bodies.read(request)) {
            if (McpService.isStateless(received.message())) {
                throw new Refusal(400, "a request without session belongs to " + HttpServer.PATH);
            }
            session.take(received, caller);
        }
        waits.taking(0, () -> response.status(Status.ACCEPTED_202).send());
    }
}
