package dev.mxcp.core.http;

import dev.mxcp.core.mcp.Caller;
import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.McpService;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;

/** Answers requests that belong to no session. Their streams cannot be resumed: a client that goes away cancels its call. */
final class OneOffCalls {

    private final McpService service;
    private final ActiveCalls calls;
    private final HttpLimits limits;
    private final ClientWaits waits;

    OneOffCalls(McpService service, ActiveCalls calls, HttpLimits limits, ClientWaits waits) {
        this.service = service;
        this.calls = calls;
        this.limits = limits;
        this.waits = waits;
    }

    /** Answers a request of the stateless era. */
    void answer(McpMessage.Request call, Caller caller, ServerResponse response) throws Refusal {
        var heartbeat = McpService.isListening(call) ? limits.streamHeartbeat() : limits.callHeartbeat();
        var stream = stream(caller, response, heartbeat);
        calls.enter(stream);
        try {
            service.answer(call, caller, stream);
        } finally {
            calls.leave(stream);
        }
    }

    /** Answers a request of the session era where no sessions are kept. */
    void answer(McpMessage.Request call, String version, Caller caller, ServerResponse response) throws Refusal {
        var stream = stream(caller, response, limits.callHeartbeat());
        calls.enter(stream);
        try {
            service.stateless(version).handle(call, caller, stream);
        } finally {
            calls.leave(stream);
        }
    }

    private CallStream stream(Caller caller, ServerResponse response, Duration heartbeat) {
        return new CallStream(
                response,
                caller.cancellation(),
                SseStream::unresumable,
                new CallStream.Patience(limits.upgradeAfter(), heartbeat, Duration.ZERO),
                waits);
    }
}
