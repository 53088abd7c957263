package dev.mxcp.core.mcp;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The resources that the client of one session wants to hear about. Thread-safe. */
final class ResourceSubscriptions {

    private static final int MAX_SUBSCRIPTIONS = 1000;
    /** What keeping one costs beside its text, in characters. */
    private static final long OVERHEAD = 64;

    private final ResourceUpdates updates;
    private final Consumer<String> tell;
    private final ReentrantLock lock = new ReentrantLock();
    /** With the party that each one is counted for. */
    private final Map<String, String> uris = new HashMap<>();
    /** Those to tell the client of; how many, and how often they change, costs a slow client's server nothing more. */
    private final Set<String> due = new LinkedHashSet<>();

    private boolean telling;
    private ResourceUpdates.@Nullable Registration registration;
    private boolean closed;

    /** @param tell tells the client; called on a thread of its own */
    ResourceSubscriptions(ResourceUpdates updates, Consumer<String> tell) {
        this.updates = updates;
        this.tell = tell;
    }

    void add(String uri, String party) throws ProtocolException {
        lock.lock();
        try {
            if (closed || uris.containsKey(uri)) {
                return;
            }
            if (uris.size() >= MAX_SUBSCRIPTIONS) {
                throw new ProtocolException(
                        ProtocolException.REFUSED,
                        "this session has subscribed to " + MAX_SUBSCRIPTIONS
                                + " resources; unsubscribe from one first");
            }
            if (!updates.room().take(party, cost(uri))) {
                throw new ProtocolException(
                        ProtocolException.REFUSED,
                        "sessions have subscribed to as many and as long URIs as the server keeps, in all or of this"
                                + " caller; unsubscribe from one first");
            }
            uris.put(uri, party);
            if (registration == null) {
                registration = updates.listen(this::updated);
            }
        } finally {
            lock.unlock();
        }
    }

    void remove(String uri) {
        lock.lock();
        try {
            var party = uris.remove(uri);
            if (party != null) {
                updates.room().give(party, cost(uri));
            }
            due.remove(uri);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            uris.forEach((uri, party) -> updates.room().give(party, cost(uri)));
            uris.clear();
            due.clear();
            if (registration != null) {
                registration.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private static long cost(String uri) {
        return uri.length() + OVERHEAD;
    }

    private void updated(Predicate<String> affected) {
        lock.lock();
        try {
            uris.keySet().stream().filter(affected).forEach(due::add);
            if (!due.isEmpty() && !telling) {
                telling = true;
                Thread.ofVirtual().name("mcp-resource-updated").start(this::tellAll);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tellAll() {
        for (var batch = next(); !batch.isEmpty(); batch = next()) {
            batch.forEach(tell);
        }
    }

    /** What is to be told now; with nothing, whoever notes the next change begins anew. */
    private List<String> next() {
        lock.lock();
        try {
            var batch = List.copyOf(due);
            due.clear();
            telling = !batch.isEmpty();
            return batch;
        } finally {
            lock.unlock();
        }
    }
}
