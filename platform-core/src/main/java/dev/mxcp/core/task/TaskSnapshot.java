package dev.mxcp.core.task;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task at one moment.
 *
 * @param message what it does at the moment, for people; null when there is nothing to say
 * @param lifetime from its creation
 */
public record TaskSnapshot(
        String id,
        TaskState state,
        @Nullable String message,
        Instant createdAt,
        Instant updatedAt,
        Duration lifetime,
        Duration pollInterval) {}
