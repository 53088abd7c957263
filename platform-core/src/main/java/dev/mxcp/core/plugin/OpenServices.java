package dev.mxcp.core.plugin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The services that are open, so that they can be closed before the plugins they came from. */
final class OpenServices {

    private final Set<Service<?>> open = new LinkedHashSet<>();
    private boolean closed;

    synchronized <T extends AutoCloseable> Service<T> add(Service<T> service) {
        if (closed) {
            throw new IllegalStateException("plugins are closed");
        }
        open.add(service);
        return service;
    }

    synchronized void remove(Service<?> service) {
        open.remove(service);
    }

    /** Closes what is open, newest first. */
    void close() {
        newestFirst().forEach(Service::close);
    }

    private synchronized List<Service<?>> newestFirst() {
        closed = true;
        return List.copyOf(open).reversed();
    }
}
