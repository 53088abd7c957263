package dev.mxcp.core.mcp;

import dev.mxcp.core.json.JsonWeight;
import dev.mxcp.core.project.TaskLimits;
import java.time.Duration;

/**
 * Limits of the protocol, whatever the transport.
 *
 * @param maxDepth how deep a message may be nested
 * @param maxMessageBytes the longest string, and so the largest message, that is read
 * @param pageSize entries in one answer to a list request
 * @param clientAnswer how long a client may take to answer a question of the server
 */
public record McpLimits(int maxDepth, int maxMessageBytes, int pageSize, Duration clientAnswer, TaskLimits tasks) {

    private static final int MAX_TOKENS = 250_000;

    public static final McpLimits DEFAULT =
            new McpLimits(64, 4 * 1024 * 1024, 250, Duration.ofMinutes(5), TaskLimits.DEFAULT);

    public McpLimits {
        if (maxDepth < 4 || maxMessageBytes < 1024 || pageSize < 1 || !clientAnswer.isPositive()) {
            throw new IllegalArgumentException("limits must be positive; at least depth 4 and 1024 bytes");
        }
    }

    /**
     * Brackets, keys and values of a message. Each takes far more memory than the two bytes that it may have in the
     * message, so that a limit of bytes alone would bound little.
     */
    int maxTokens() {
        return Math.min(MAX_TOKENS, maxMessageBytes / 2);
    }

    /** What a message takes at most when it has been read, in bytes as {@link JsonWeight} counts them. */
    public long maxMessageMemory() {
        return maxMessageBytes + JsonWeight.most(maxTokens());
    }

    /** Limits with tasks as usual. */
    public McpLimits(int maxDepth, int maxMessageBytes, int pageSize, Duration clientAnswer) {
        this(maxDepth, maxMessageBytes, pageSize, clientAnswer, TaskLimits.DEFAULT);
    }
}
