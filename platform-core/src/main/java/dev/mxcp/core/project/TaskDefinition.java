package dev.mxcp.core.project;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the YAML file says about running a tool as a task; what it leaves open is for the project's limits to say.
 *
 * @param required whether a client that knows no tasks is refused; otherwise it waits for the result
 * @param patience how long a client is kept waiting for the result itself; zero for not at all
 */
public record TaskDefinition(
        boolean required,
        Duration patience,
        @Nullable Duration timeout,
        @Nullable Duration keep,
        @Nullable Duration pollInterval) {

    /** Always a task, where the client takes one. */
    public static final TaskDefinition PLAIN = new TaskDefinition(false, Duration.ZERO, null, null, null);
}
