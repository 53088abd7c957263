package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.spi.SecretResolver;
import java.util.List;
import java.util.Map;

/**
 * Secret resolvers that are ready.
 *
 * @param byScheme each throws nothing but a {@link dev.mxcp.spi.PlatformException}, and never returns null
 * @param idle by name, why a resolver is installed and not in use
 * @param problems what keeps others from being ready
 * @param closing runs once the configuration is read
 */
public record OpenResolvers(
        Map<String, SecretResolver> byScheme, Map<String, String> idle, List<Problem> problems, Runnable closing)
        implements AutoCloseable {

    static final OpenResolvers NONE = new OpenResolvers(Map.of(), Map.of(), List.of(), () -> {});

    public OpenResolvers {
        byScheme = Map.copyOf(byScheme);
        idle = Map.copyOf(idle);
        problems = List.copyOf(problems);
    }

    @Override
    public void close() {
        closing.run();
    }
}
