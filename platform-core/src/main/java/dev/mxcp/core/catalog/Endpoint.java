package dev.mxcp.core.catalog;

import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.core.type.ReturnType;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint, ready to run.
 *
 * @param returns null when no {@code return} type is declared
 * @param provenance whether answers carry where their data came from
 * @param timeout a tighter limit than the general one; null when there is none
 * @param completions of values, by the name of the parameter
 */
public record Endpoint(
        EndpointDefinition definition,
        Parameters parameters,
        @Nullable ReturnType returns,
        PreparedEndpoint implementation,
        boolean provenance,
        @Nullable Duration timeout,
        Map<String, Completion> completions) {

    public Endpoint {
        completions = Map.copyOf(completions);
    }

    /** An endpoint without completions. */
    public Endpoint(
            EndpointDefinition definition,
            Parameters parameters,
            @Nullable ReturnType returns,
            PreparedEndpoint implementation,
            boolean provenance,
            @Nullable Duration timeout) {
        this(definition, parameters, returns, implementation, provenance, timeout, Map.of());
    }

    /** An endpoint with the same time limit as every other. */
    public Endpoint(
            EndpointDefinition definition,
            Parameters parameters,
            @Nullable ReturnType returns,
            PreparedEndpoint implementation,
            boolean provenance) {
        this(definition, parameters, returns, implementation, provenance, null);
    }

    public Kind kind() {
        return definition.kind();
    }

    public String name() {
        return definition.name();
    }
}
