package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.spi.SecretResolver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The references that plugins resolve. Their resolvers are set up when the first text looks like one. */
final class PluginReferences implements AutoCloseable {

    /** Addresses of the web are values of their own; no plugin may turn them into requests. */
    private static final Set<String> NEVER = Set.of("file", "http", "https");

    private final Supplier<OpenResolvers> source;
    private @Nullable OpenResolvers opened;

    PluginReferences(Supplier<OpenResolvers> source) {
        this.source = source;
    }

    static PluginReferences none() {
        return new PluginReferences(() -> OpenResolvers.NONE);
    }

    Optional<SecretResolver> find(String scheme) {
        return NEVER.contains(scheme)
                ? Optional.empty()
                : Optional.ofNullable(open().byScheme().get(scheme));
    }

    /** Why the resolver of this name, which is installed, is not in use. */
    Optional<String> whyIdle(String name) {
        return NEVER.contains(name)
                ? Optional.empty()
                : Optional.ofNullable(open().idle().get(name));
    }

    /** Why resolvers that may claim the scheme are not in use, by their names. */
    Map<String, String> idle(String scheme) {
        return NEVER.contains(scheme) ? Map.of() : new TreeMap<>(open().idle());
    }

    List<Problem> problems() {
        return opened == null ? List.of() : opened.problems();
    }

    private OpenResolvers open() {
        if (opened == null) {
            opened = source.get();
        }
        return opened;
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
        }
    }
}
