package dev.mxcp.core.call;

import dev.mxcp.spi.Identity;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a transport knows about a call before the endpoint is looked up: who, how, and what was sent along.
 *
 * @param arguments as the client sent them: JSON-like plain Java
 * @param headers lower-case names; credentials and cookies already taken out
 * @param transport {@code http}, {@code stdio} or {@code cli}
 * @param timeout a tighter limit than the configured one; null when the caller has no wish
 * @param checkResult false to skip the check against {@code return} ({@code run --skip-output-validation})
 */
public record CallRequest(
        String requestId,
        Identity identity,
        Map<String, @Nullable Object> arguments,
        Map<String, String> headers,
        String transport,
        Client client,
        CallCancellation cancellation,
        @Nullable Duration timeout,
        boolean checkResult) {

    /** A request without a way back: what the command line and tests send. */
    public static CallRequest of(Identity identity, Map<String, @Nullable Object> arguments, String transport) {
        return new CallRequest(
                UUID.randomUUID().toString(),
                identity,
                arguments,
                Map.of(),
                transport,
                Client.SILENT,
                new CallCancellation(),
                null,
                true);
    }

    public CallRequest withHeaders(Map<String, String> value) {
        return new CallRequest(
                requestId, identity, arguments, value, transport, client, cancellation, timeout, checkResult);
    }

    public CallRequest withClient(Client value) {
        return new CallRequest(
                requestId, identity, arguments, headers, transport, value, cancellation, timeout, checkResult);
    }

    public CallRequest withCancellation(CallCancellation value) {
        return new CallRequest(requestId, identity, arguments, headers, transport, client, value, timeout, checkResult);
    }

    public CallRequest withoutResultCheck() {
        return new CallRequest(
                requestId, identity, arguments, headers, transport, client, cancellation, timeout, false);
    }
}
