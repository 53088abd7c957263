package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Generation;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Keeps the lists of the current generation, rendered once for each era. Thread-safe. */
final class RenderedLists {

    private final int pageSize;
    private final McpJson json;
    private final Envelope envelope;
    private final ReentrantLock rendering = new ReentrantLock();
    private volatile @Nullable Rendered current;

    RenderedLists(int pageSize, McpJson json, Envelope envelope) {
        this.pageSize = pageSize;
        this.json = json;
        this.envelope = envelope;
    }

    Listings of(Generation generation, Era era) {
        return of(generation).byEra(era);
    }

    /** Renders ahead, so that no client waits for it. */
    void prepare(Generation generation) {
        of(generation);
    }

    private Rendered of(Generation generation) {
        var known = current;
        return known != null && known.generation.equals(generation) ? known : render(generation);
    }

    private Rendered render(Generation generation) {
        rendering.lock();
        try {
            var known = current;
            if (known == null || !known.generation.equals(generation)) {
                var byEra = new EnumMap<Era, Listings>(Era.class);
                for (var era : Era.values()) {
                    byEra.put(era, new Listings(generation, pageSize, json, envelope.ofList(era)));
                }
                known = new Rendered(generation, byEra);
                current = known;
            }
            return known;
        } finally {
            rendering.unlock();
        }
    }

    private record Rendered(Generation generation, Map<Era, Listings> lists) {

        Listings byEra(Era era) {
            var listings = lists.get(era);
            if (listings == null) {
                throw new IllegalStateException("no lists for " + era);
            }
            return listings;
        }
    }
}
