package dev.mxcp.core.mcp;

import dev.mxcp.core.pipeline.PartyBudget;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Passes on, to whoever subscribed in any era, that resources may read differently now. Thread-safe. */
final class ResourceUpdates {

    private static final long MAX_CHARACTERS = 64L * 1024 * 1024;

    private final PartyBudget room;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    ResourceUpdates() {
        this(MAX_CHARACTERS);
    }

    ResourceUpdates(long maxCharacters) {
        this.room = new PartyBudget(maxCharacters);
    }

    /** Close the registration when nobody listens any more. */
    Registration listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** For the URIs that sessions keep, in characters. */
    PartyBudget room() {
        return room;
    }

    void updated(String uri) {
        updated(uri::equals);
    }

    /** @param affected true for the URIs of resources that may have changed */
    void updated(Predicate<String> affected) {
        listeners.forEach(listener -> listener.updated(affected));
    }

    /** Tells its client of those URIs, among the ones it subscribed to, that are affected. Must not wait for it. */
    @FunctionalInterface
    interface Listener {
        void updated(Predicate<String> affected);
    }

    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
