package dev.mxcp.core.call;

import dev.mxcp.spi.EndpointResult.Content;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A good answer, ready for any way out.
 *
 * @param value JSON-like plain Java: null, Boolean, Number, String, List, Map; dates are already text
 * @param content blocks made by the endpoint itself; empty means: render {@code value}
 * @param structured what becomes {@code structuredContent}; null when no {@code return} type is declared
 * @param truncated a limit cut the answer off
 * @param meta what goes into {@code _meta}: provenance, truncation; empty when there is nothing to say
 */
public record Answer(
        @Nullable Object value,
        List<Content> content,
        @Nullable Map<String, @Nullable Object> structured,
        boolean truncated,
        Map<String, Object> meta) {}
