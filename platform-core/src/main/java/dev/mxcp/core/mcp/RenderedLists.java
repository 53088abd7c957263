package dev.mxcp.core.mcp;

import dev.mxcp.core.catalog.Generation;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the lists of the generation that serves, rendered once: those of all its endpoints ahead, those of a toolset when
 * somebody asks for them. Thread-safe.
 */
final class RenderedLists {

    /** What changes when there was nothing before, or is nothing any more. */
    private static final Set<ListKind> ALL = EnumSet.allOf(ListKind.class);

    private final Function<Generation, Listings> render;
    private volatile @Nullable Rendered current;

    RenderedLists(int pageSize, Cursors cursors, McpJson json, Envelope envelope) {
        this.render = generation -> new Listings(
                generation, (key, entries) -> new ListPages(key, entries, pageSize, cursors, json, envelope::ofList));
    }

    /** @param view the generation itself, or one of its toolsets */
    Listings of(Generation generation, Generation view) {
        return rendered(generation).of(view, render);
    }

    /**
     * Renders ahead, so that no client waits for it.
     *
     * @param before the generation that served until now; null when there was none
     * @return tells, for a toolset or null for all endpoints, whose lists differ from those of the generation before
     */
    Function<@Nullable String, Set<ListKind>> advance(@Nullable Generation before, Generation next) {
        var last = current;
        // a request may have come before the news of the change, and have rendered the next generation already
        var old = before == null || (last != null && last.generation.equals(before)) ? last : Rendered.of(before);
        var after = rendered(next);
        after.of(next, render);
        var known = new ConcurrentHashMap<String, Set<ListKind>>();
        return toolset -> known.computeIfAbsent(toolset == null ? "" : toolset, _ -> changes(old, after, toolset));
    }

    private Set<ListKind> changes(@Nullable Rendered before, Rendered after, @Nullable String toolset) {
        var oldView = before == null ? null : view(before.generation, toolset);
        var newView = view(after.generation, toolset);
        return before == null || oldView == null || newView == null
                ? ALL
                : after.of(newView, render).changedFrom(before.of(oldView, render));
    }

    static @Nullable Generation view(Generation generation, @Nullable String toolset) {
        return toolset == null ? generation : generation.toolset(toolset).orElse(null);
    }

    private Rendered rendered(Generation generation) {
        var known = current;
        if (known == null || !known.generation.equals(generation)) {
            known = Rendered.of(generation);
            current = known;
        }
        return known;
    }

    private record Rendered(Generation generation, Map<Generation, Listings> views) {

        static Rendered of(Generation generation) {
            return new Rendered(generation, new ConcurrentHashMap<>());
        }

        Listings of(Generation view, Function<Generation, Listings> render) {
            return views.computeIfAbsent(view, render);
        }
    }
}
