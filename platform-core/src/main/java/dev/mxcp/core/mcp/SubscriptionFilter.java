package dev.mxcp.core.mcp;

import dev.mxcp.core.task.Task;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a client that listens wants to be told, and nothing beside it.
 *
 * @param tasks its own, by id
 */
record SubscriptionFilter(Set<ListKind> lists, Set<String> uris, Map<String, Task> tasks) {

    private static final String URIS = "resourceSubscriptions";

    static SubscriptionFilter of(Map<String, @Nullable Object> params, int maxUris, Map<String, Task> tasks)
            throws ProtocolException {
        if (!(params.get("notifications") instanceof Map<?, ?> wishes)) {
            throw invalid("'notifications' must be given, and be an object");
        }
        var lists = EnumSet.noneOf(ListKind.class);
        for (var kind : ListKind.values()) {
            switch (wishes.get(kind.wish())) {
                case null -> {}
                case Boolean wanted when wanted -> lists.add(kind);
                case Boolean _ -> {}
                default -> throw invalid("'notifications." + kind.wish() + "' must be true or false");
            }
        }
        return new SubscriptionFilter(lists, uris(wishes.get(URIS), maxUris), tasks);
    }

    private static Set<String> uris(@Nullable Object wish, int maxUris) throws ProtocolException {
        if (wish == null) {
            return Set.of();
        }
        if (!(wish instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw invalid("'notifications." + URIS + "' must be a list of URIs");
        }
        if (list.size() > maxUris) {
            throw invalid("'notifications." + URIS + "' may hold at most " + maxUris + " URIs");
        }
        var uris = new LinkedHashSet<String>();
        for (var uri : list) {
            uris.add(ResourceUris.checked("notifications." + URIS, String.valueOf(uri)));
        }
        return uris;
    }

    /** The same without the resources that the client must not know of. */
    SubscriptionFilter only(Predicate<String> visible) {
        var seen = new LinkedHashSet<>(uris);
        seen.removeIf(visible.negate());
        return new SubscriptionFilter(lists, seen, tasks);
    }

    Set<ListKind> among(Set<ListKind> changed) {
        var wanted = EnumSet.copyOf(lists);
        wanted.retainAll(changed);
        return wanted;
    }

    List<String> among(Predicate<String> affected) {
        return uris.stream().filter(affected).toList();
    }

    /** As the protocol writes it: what is promised. */
    Map<String, Object> asJson() {
        var promised = new LinkedHashMap<String, Object>();
        lists.forEach(kind -> promised.put(kind.wish(), true));
        if (!uris.isEmpty()) {
            promised.put(URIS, new ArrayList<>(uris));
        }
        if (!tasks.isEmpty()) {
            promised.put("taskIds", new ArrayList<>(tasks.keySet()));
        }
        return promised;
    }

    private static ProtocolException invalid(String message) {
        return new ProtocolException(ProtocolException.INVALID_PARAMS, message);
    }
}
