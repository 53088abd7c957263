package dev.mxcp.core.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** The clients of the stateless era that listen for changes; limited in number. */
final class Subscriptions {

    static final String METHOD = "subscriptions/listen";

    private static final int MAX_URIS = 1_000;
    private static final int UNAVAILABLE = 503;

    private final ResourceUpdates updates;
    private final McpJson json;
    private final Semaphore free;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    Subscriptions(ResourceUpdates updates, int max, McpJson json) {
        this.updates = updates;
        this.json = json;
        this.free = new Semaphore(max);
    }

    /**
     * Serves one client on the calling thread, for as long as it listens.
     *
     * @return the answer when the server ends it; empty when the client has left, and wants none
     */
    Optional<Map<String, Object>> serve(McpMessage.Request request, Caller caller, MessageStream stream)
            throws ProtocolException {
        var filter = SubscriptionFilter.of(request.params(), MAX_URIS);
        if (!free.tryAcquire()) {
            throw new ProtocolException(ProtocolException.REFUSED, "too many clients listen already; try again later")
                    .withHttpStatus(UNAVAILABLE);
        }
        var subscription = new Subscription(request.id(), filter, stream, json);
        open.add(subscription);
        try (var _ = updates.listen(subscription);
                var _ = caller.cancellation().onCancel(subscription::leave)) {
            if (ended) {
                subscription.end();
            }
            return subscription.serve()
                    ? Optional.of(Map.of("_meta", Map.of(Subscription.ID, request.id())))
                    : Optional.empty();
        } finally {
            open.remove(subscription);
            free.release();
        }
    }

    void listsChanged(Set<ListKind> kinds) {
        open.forEach(subscription -> subscription.listsChanged(kinds));
    }

    /** Ends those that are open, and any that still come. */
    void end() {
        ended = true;
        open.forEach(Subscription::end);
    }
}
