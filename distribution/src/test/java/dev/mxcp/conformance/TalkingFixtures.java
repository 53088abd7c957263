package dev.mxcp.conformance;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.EndpointResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Endpoints that talk while they run. The suite asks for the pauses, so that messages come one by one. */
final class TalkingFixtures {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private TalkingFixtures() {}

    static Map<String, Fixture> all() {
        var fixtures = new LinkedHashMap<String, Fixture>();
        fixtures.put("logging", (_, call) -> logging(call));
        fixtures.put("progress", (_, call) -> progress(call));
        fixtures.put("reconnection", (_, call) -> reconnection(call));
        return fixtures;
    }

    private static EndpointResult logging(CallContext call) {
        call.log(LogLevel.INFO, "Tool execution started", Map.of());
        Pause.of(PAUSE, call);
        call.log(LogLevel.INFO, "Tool processing data", Map.of());
        Pause.of(PAUSE, call);
        call.log(LogLevel.INFO, "Tool execution completed", Map.of());
        return EndpointResult.of("Logged three messages.");
    }

    private static EndpointResult progress(CallContext call) {
        call.progress(0, 100.0, null);
        Pause.of(PAUSE, call);
        call.progress(50, 100.0, null);
        Pause.of(PAUSE, call);
        call.progress(100, 100.0, null);
        Pause.of(PAUSE, call);
        return EndpointResult.of("Reported progress three times.");
    }

    private static EndpointResult reconnection(CallContext call) {
        call.disconnect(PAUSE);
        Pause.of(PAUSE, call);
        return EndpointResult.of("Reconnection test completed.");
    }
}
