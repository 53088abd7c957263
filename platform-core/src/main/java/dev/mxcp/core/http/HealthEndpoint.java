package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpService;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerResponse;

/** Tells whoever runs the server whether it lives, and whether it takes calls. Says nothing else to anybody. */
final class HealthEndpoint {

    private final McpService service;
    private final ActiveCalls calls;
    private final ClientWaits waits;

    HealthEndpoint(McpService service, ActiveCalls calls, ClientWaits waits) {
        this.service = service;
        this.calls = calls;
        this.waits = waits;
    }

    void register(HttpRouting.Builder routing) {
        routing.get("/livez", (_, response) -> send(response, Status.OK_200, "ok"))
                .get("/healthz", (_, response) -> send(response, Status.OK_200, "ok"))
                .get("/readyz", (_, response) -> ready(response));
    }

    private void ready(ServerResponse response) {
        if (calls.isDraining()) {
            send(response, Status.SERVICE_UNAVAILABLE_503, "draining");
        } else if (!service.isReady()) {
            send(response, Status.SERVICE_UNAVAILABLE_503, "starting");
        } else {
            send(response, Status.OK_200, "ok");
        }
    }

    private void send(ServerResponse response, Status status, String word) {
        response.status(status).header(HeaderNames.CONTENT_TYPE, "application/json");
        waits.taking(0, () -> response.send("{\"status\":\"" + word + "\"}"));
    }
}
