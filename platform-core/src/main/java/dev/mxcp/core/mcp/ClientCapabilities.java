package dev.mxcp.core.mcp;

import dev.mxcp.spi.InputRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client can be asked for, as it declares it: for a whole session, or with each request. */
record ClientCapabilities(Map<String, @Nullable Object> declared) {

    static final ClientCapabilities NONE = new ClientCapabilities(Map.of());

    private static final Map<String, Object> ANY = Map.of();

    boolean canAnswer(InputRequest request) {
        return switch (request) {
            // a client that names no mode of elicitation means forms
            case InputRequest.Form _ ->
                has("elicitation", "form") || (has("elicitation") && !has("elicitation", "url"));
            case InputRequest.Page _ -> has("elicitation", "url");
            case InputRequest.Sample _ -> has("sampling");
            case InputRequest.Roots _ -> has("roots");
        };
    }

    /** What the client would have to declare beside what it does, to be asked this: a capability, and its modes. */
    Map.Entry<String, Map<String, Object>> lacking(InputRequest request) {
        return switch (request) {
            case InputRequest.Form _ -> Map.entry("elicitation", has("elicitation") ? Map.of("form", ANY) : ANY);
            case InputRequest.Page _ -> Map.entry("elicitation", Map.of("url", ANY));
            case InputRequest.Sample _ -> Map.entry("sampling", ANY);
            case InputRequest.Roots _ -> Map.entry("roots", ANY);
        };
    }

    boolean hasExtension(String name) {
        return has("extensions", name);
    }

    private boolean has(String... path) {
        @Nullable Object at = declared;
        for (var step : path) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at != null;
    }
}
