package dev.mxcp.core.mcp;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.spi.Identity;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who sent one message, and how. Made anew for every message: two users of one session are two callers.
 *
 * @param requestId names the request in logs and in messages about defects
 * @param headers lower-case names; credentials and cookies already taken out
 * @param transport {@code http} or {@code stdio}
 * @param toolset the part of the project that was addressed; null for all of it
 * @param cancellation turned by the transport when nobody waits for the answer any more
 */
public record Caller(
        String requestId,
        Identity identity,
        Map<String, String> headers,
        String transport,
        @Nullable String toolset,
        CallCancellation cancellation) {

    public static Caller of(Identity identity, Map<String, String> headers, String transport) {
        return new Caller(newRequestId(), identity, headers, transport, null, new CallCancellation());
    }

    public Caller withToolset(@Nullable String value) {
        return new Caller(requestId, identity, headers, transport, value, cancellation);
    }

    private static String newRequestId() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
