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
        boolean checkResult,
        String party,
        @Nullable Duration taskTime) {

    /** A request without a way back: what the command line and tests send. */
    public static CallRequest of(Identity identity, Map<String, @Nullable Object> arguments, String transport) {
        return builder(identity, arguments, transport).build();
    }

    /** A request that says nothing but this; takes what differs. */
    public static Builder builder(Identity identity, Map<String, @Nullable Object> arguments, String transport) {
        return new Builder(identity, arguments, transport);
    }

    public CallRequest withHeaders(Map<String, String> value) {
        return copy().headers(value).build();
    }

    public CallRequest withClient(Client value) {
        return copy().client(value).build();
    }

    public CallRequest withCancellation(CallCancellation value) {
        return copy().cancellation(value).build();
    }

    public CallRequest withoutResultCheck() {
        return copy().checkResult(false).build();
    }

    public CallRequest withParty(String value) {
        return copy().party(value).build();
    }

    /** The same call as a task: with a way back, a switch and a time of its own. */
    public CallRequest asTask(Client client, CallCancellation cancellation, Duration taskTime) {
        return copy().client(client)
                .cancellation(cancellation)
                .taskTime(taskTime)
                .build();
    }

    private Builder copy() {
        return new Builder(identity, arguments, transport)
                .requestId(requestId)
                .headers(headers)
                .client(client)
                .cancellation(cancellation)
                .checkResult(checkResult)
                .party(party)
                .taskTime(taskTime);
    }

    /** Takes what differs from a request without a way back. */
    public static final class Builder {
        private final Identity identity;
        private final Map<String, @Nullable Object> arguments;
        private final String transport;
        private @Nullable String requestId;
        private Map<String, String> headers = Map.of();
        private Client client = Client.SILENT;
        private CallCancellation cancellation = new CallCancellation();
        private boolean checkResult = true;
        private String party;
        private @Nullable Duration taskTime;

        private Builder(Identity identity, Map<String, @Nullable Object> arguments, String transport) {
            this.identity = identity;
            this.arguments = arguments;
            this.transport = transport;
            this.party = transport;
        }

        public Builder requestId(String value) {
            requestId = value;
            return this;
        }

        public Builder headers(Map<String, String> value) {
            headers = value;
            return this;
        }

        public Builder client(Client value) {
            client = value;
            return this;
        }

        public Builder cancellation(CallCancellation value) {
            cancellation = value;
            return this;
        }

        public Builder party(String value) {
            party = value;
            return this;
        }

        private Builder checkResult(boolean value) {
            checkResult = value;
            return this;
        }

        private Builder taskTime(@Nullable Duration value) {
            taskTime = value;
            return this;
        }

        public CallRequest build() {
            return new CallRequest(
                    requestId == null ? UUID.randomUUID().toString() : requestId,
                    identity,
                    arguments,
                    headers,
                    transport,
                    client,
                    cancellation,
                    checkResult,
                    party,
                    taskTime);
        }
    }
}
