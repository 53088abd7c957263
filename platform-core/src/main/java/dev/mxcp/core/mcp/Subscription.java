package dev.mxcp.core.mcp;

import dev.mxcp.core.task.Task;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One client that listens. Changes are noted by whoever makes them, and told by the thread that serves this client: a
 * client that reads slowly holds nobody up, and is told once of what changed many times.
 */
final class Subscription implements ResourceUpdates.Listener {

    static final String ID = RequestMeta.PREFIX + "subscriptionId";

    private final Object id;
    private final @Nullable String toolset;
    private final SubscriptionFilter filter;
    private final MessageStream stream;
    private final McpJson json;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Set<ListKind> lists = EnumSet.noneOf(ListKind.class);
    private Set<String> uris = new LinkedHashSet<>();
    private Set<Task> tasks = new LinkedHashSet<>();
    private State state = State.OPEN;

    /**
     * @param id of the request that opened it
     * @param toolset the part of the project that it is about; null for all of it
     */
    Subscription(Object id, @Nullable String toolset, SubscriptionFilter filter, MessageStream stream, McpJson json) {
        this.id = id;
        this.toolset = toolset;
        this.filter = filter;
        this.stream = stream;
        this.json = json;
    }

    /**
     * Tells what changes, on the calling thread, until it is over.
     *
     * @return true when the client is to be told that it is over; false when it has left
     */
    boolean serve() {
        tell("notifications/subscriptions/acknowledged", Map.of("notifications", filter.asJson()));
        var registrations = filter.tasks().values().stream().map(this::follow).toList();
        try {
            tellNews();
        } finally {
            registrations.forEach(Task.Registration::close);
        }
        return !hasLeft();
    }

    /** A task may have changed, or ended, before its client could listen. */
    private Task.Registration follow(Task task) {
        var registration = task.onChange(() -> changed(task));
        changed(task);
        return registration;
    }

    private void tellNews() {
        for (var news = next(); news != null; news = next()) {
            news.lists.forEach(kind -> tell(kind.changed(), Map.of()));
            news.uris.forEach(uri -> tell("notifications/resources/updated", Map.of("uri", uri)));
            news.tasks.forEach(task -> tell("notifications/tasks", TaskWire.detailed(task.snapshot())));
        }
    }

    void listsChanged(Function<@Nullable String, Set<ListKind>> changes) {
        note(filter.among(changes.apply(toolset)), List.of());
    }

    @Override
    public void updated(Predicate<String> affected) {
        note(Set.of(), filter.among(affected));
    }

    /** The server ends it; what was noted is told first. */
    void end() {
        turn(State.ENDED);
    }

    /** The client does not listen any more. */
    void leave() {
        turn(State.LEFT);
    }

    private void note(Set<ListKind> changedLists, List<String> changedUris) {
        lock.lock();
        try {
            lists.addAll(changedLists);
            uris.addAll(changedUris);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void changed(Task task) {
        lock.lock();
        try {
            tasks.add(task);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isQuiet() {
        return lists.isEmpty() && uris.isEmpty() && tasks.isEmpty();
    }

    private void turn(State to) {
        lock.lock();
        try {
            if (state == State.OPEN) {
                state = to;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasLeft() {
        lock.lock();
        try {
            return state == State.LEFT;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to tell; null when nothing will come any more. */
    private @Nullable News next() {
        lock.lock();
        try {
            while (state == State.OPEN && isQuiet()) {
                changed.awaitUninterruptibly();
            }
            if (state == State.LEFT || isQuiet()) {
                return null;
            }
            var news = new News(lists, uris, tasks);
            lists = EnumSet.noneOf(ListKind.class);
            uris = new LinkedHashSet<>();
            tasks = new LinkedHashSet<>();
            return news;
        } finally {
            lock.unlock();
        }
    }

    private void tell(String method, Map<String, ? extends @Nullable Object> about) {
        var params = new LinkedHashMap<String, @Nullable Object>();
        params.put("_meta", Map.of(ID, id));
        params.putAll(about);
        stream.send(json.bytes(Map.of("jsonrpc", "2.0", "method", method, "params", params)));
    }

    private enum State {
        OPEN,
        ENDED,
        LEFT
    }

    private record News(Set<ListKind> lists, Set<String> uris, Set<Task> tasks) {}
}
