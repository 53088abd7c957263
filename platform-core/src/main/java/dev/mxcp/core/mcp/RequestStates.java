package dev.mxcp.core.mcp;

import static dev.mxcp.core.mcp.ProtocolException.INVALID_PARAMS;

import dev.mxcp.core.task.Owner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/**
 * Seals and opens the state of calls that wait for their client. A state is good for one caller, one method, one name
 * and the same arguments, and for a limited time. What comes back is hostile until it is opened.
 */
final class RequestStates {

    private static final int MAX_BYTES = 256 * 1024;
    private static final String BEGIN_ANEW = "; call again without 'requestState' to begin anew";

    private final StateSeal seal;
    private final Duration lifetime;
    private final InstantSource clock;
    private final McpJson json;
    private final ObjectWriter sorted;

    RequestStates(StateSeal seal, Duration lifetime, InstantSource clock, McpJson json) {
        this.seal = seal;
        this.lifetime = lifetime;
        this.clock = clock;
        this.json = json;
        this.sorted = json.mapper.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    String seal(RequestState state, byte[] purpose) throws ProtocolException {
        var text = json.bytes(Map.of(
                "call", state.call(),
                "round", state.round(),
                "expires", clock.instant().plus(lifetime).getEpochSecond(),
                "answers", state.answers()));
        if (text.length > MAX_BYTES) {
            throw new ProtocolException(
                    ProtocolException.REFUSED, "the answers to this call are larger than " + MAX_BYTES + " bytes");
        }
        return seal.seal(text, purpose);
    }

    RequestState open(@Nullable Object sealed, byte[] purpose) throws ProtocolException {
        if (!(sealed instanceof String text)) {
            throw new ProtocolException(INVALID_PARAMS, "'requestState' must be a string");
        }
        // one message for all causes: nobody shall learn which of them was right
        var opened = seal.open(text, purpose)
                .orElseThrow(() -> new ProtocolException(
                        INVALID_PARAMS,
                        "'requestState' was not made by this server for this caller, method, name and these arguments,"
                                + " or was changed" + BEGIN_ANEW));
        var fields = McpMessages.object(json.mapper.readValue(opened, Map.class));
        if (((Number) requireField(fields, "expires")).longValue()
                < clock.instant().getEpochSecond()) {
            throw new ProtocolException(INVALID_PARAMS, "'requestState' is too old" + BEGIN_ANEW);
        }
        return new RequestState(
                (String) requireField(fields, "call"),
                ((Number) requireField(fields, "round")).intValue(),
                McpMessages.object((Map<?, ?>) requireField(fields, "answers")));
    }

    /** What a state may be used for, in bytes that differ for whatever differs. */
    byte[] purpose(String method, Object name, Incoming request) {
        var arguments = request.param("arguments");
        return sorted.writeValueAsBytes(
                List.of(method, name, arguments == null ? Map.of() : arguments, owner(request)));
    }

    private static String owner(Incoming request) {
        return Owner.of(request.caller().identity()).toString();
    }

    private static Object requireField(Map<String, @Nullable Object> fields, String name) {
        var value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("a sealed state without '" + name + "'");
        }
        return value;
    }
}
