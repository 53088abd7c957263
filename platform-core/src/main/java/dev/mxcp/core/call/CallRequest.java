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
 * @param party whose share of the server's places the call takes
 * @param taskTime how long a call may run that goes on as a task and has had its turn; null for every other call
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
        boolean checkResult,
        String party,
        @Nullable Duration taskTime) {

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
                true,
                transport,
                null);
    }

    public CallRequest withHeaders(Map<String, String> value) {
        return new CallRequest(
                requestId,
                identity,
                arguments,
                value,
                transport,
                client,
                cancellation,
                timeout,
                checkResult,
                party,
                taskTime);
    }

    public CallRequest withClient(Client value) {
        return new CallRequest(
                requestId,
                identity,
                arguments,
                headers,
                transport,
                value,
                cancellation,
                timeout,
                checkResult,
                party,
                taskTime);
    }

    public CallRequest withCancellation(CallCancellation value) {
        return new CallRequest(
                requestId,
                identity,
                arguments,
                headers,
                transport,
                client,
                value,
                timeout,
                checkResult,
                party,
                taskTime);
    }

    public CallRequest withoutResultCheck() {
        return new CallRequest(
                requestId,
                identity,
                arguments,
                headers,
                transport,
                client,
                cancellation,
                timeout,
                false,
                party,
                taskTime);
    }

    public CallRequest withParty(String value) {
        return new CallRequest(
                requestId,
                identity,
                arguments,
                headers,
                transport,
                client,
                cancellation,
                timeout,
                checkResult,
                value,
                taskTime);
    }

    /** The same call as a task: with a way back, a switch and a time of its own. */
    public CallRequest asTask(Client client, CallCancellation cancellation, Duration taskTime) {
        return new CallRequest(
                requestId,
                identity,
                arguments,
                headers,
                transport,
                client,
                cancellation,
                timeout,
                checkResult,
                party,
                taskTime);
    }
}
