package dev.mxcp.core.mcp;

import dev.mxcp.core.pipeline.PartyBudget;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The clients of the stateless era that listen for changes; limited in number, in all and of one caller. */
final class Subscriptions {

    static final String METHOD = "subscriptions/listen";

    /** Resources of one client, and tasks as well. */
    private static final int MAX_WATCHED = 1_000;

    private static final int UNAVAILABLE = 503;

    private final ResourceUpdates updates;
    private final TaskMethods tasks;
    private final McpJson json;
    private final PartyBudget places;
    private final Set<Subscription> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    Subscriptions(ResourceUpdates updates, TaskMethods tasks, int max, McpJson json) {
        this.updates = updates;
        this.tasks = tasks;
        this.json = json;
        this.places = new PartyBudget(max);
    }

    /**
     * Serves one client on the calling thread, for as long as it listens.
     *
     * @param visible the resources that the client may know of
     * @return the answer when the server ends it; empty when the client has left, and wants none
     */
    Optional<Map<String, Object>> serve(
            McpMessage.Request request, Caller caller, Predicate<String> visible, MessageStream stream)
            throws ProtocolException {
        var filter = SubscriptionFilter.of(
                        request.params(), MAX_WATCHED, tasks.listened(request.params(), caller, MAX_WATCHED))
                .only(visible);
        if (!places.take(caller.party(), 1)) {
            throw new ProtocolException(
                            ProtocolException.REFUSED,
                            "too many clients listen already, in all or of this caller; try again later")
                    .withHttpStatus(UNAVAILABLE);
        }
        var subscription = new Subscription(request.id(), caller.toolset(), filter, stream, json);
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
            places.give(caller.party(), 1);
        }
    }

    /** @param changes the lists that changed, for a toolset or null for all of the project */
    void listsChanged(Function<@Nullable String, Set<ListKind>> changes) {
        open.forEach(subscription -> subscription.listsChanged(changes));
    }

    /** Ends those that are open, and any that still come. */
    void end() {
        ended = true;
        open.forEach(Subscription::end);
    }
}
