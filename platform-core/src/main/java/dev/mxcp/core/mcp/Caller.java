package dev.mxcp.core.mcp;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.task.Owner;
import dev.mxcp.spi.Identity;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Who sent one message, and how. Made anew for every message: a session says nothing about who speaks in it.
 *
 * @param requestId names the request in logs and in messages about defects
 * @param headers lower-case names; credentials and cookies already taken out
 * @param transport {@code http} or {@code stdio}
 * @param toolset the part of the project that was addressed; null for all of it
 * @param cancellation turned by the transport when nobody waits for the answer any more
 * @param party whose share of the server's places the request takes
 */
public record Caller(
        String requestId,
        Identity identity,
        Map<String, String> headers,
        String transport,
        @Nullable String toolset,
        CallCancellation cancellation,
        String party) {

    /** @param address where an anonymous caller is; callers that are known count as themselves wherever they are */
    public static Caller of(Identity identity, Map<String, String> headers, String transport, String address) {
        var party = identity.isAnonymous()
                ? "address " + address
                : Owner.of(identity).toString();
        return new Caller(newRequestId(), identity, headers, transport, null, new CallCancellation(), party);
    }

    public Caller withToolset(@Nullable String value) {
        return new Caller(requestId, identity, headers, transport, value, cancellation, party);
    }

    private static String newRequestId() {
        var random = ThreadLocalRandom.current();
        var hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
