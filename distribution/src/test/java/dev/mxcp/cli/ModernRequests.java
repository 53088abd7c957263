package dev.mxcp.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a client of the era without sessions says of itself in every request. */
final class ModernRequests {

    static final String VERSION = "2026-07-28";

    private static final String PREFIX = "io.modelcontextprotocol/";

    /** Those of a client that takes tasks and answers questions. */
    static final Map<String, Object> CAPABILITIES =
            Map.of("elicitation", Map.of(), "extensions", Map.of(PREFIX + "tasks", Map.of()));

    private ModernRequests() {}

    /** The parameters of a client that takes tasks and answers questions. */
    static Map<String, Object> params(Map<String, ?> params) {
        return params(params, CAPABILITIES);
    }

    static Map<String, Object> params(Map<String, ?> params, Map<String, ?> capabilities) {
        var all = new LinkedHashMap<String, Object>(params);
        all.put("_meta", Map.of(PREFIX + "protocolVersion", VERSION, PREFIX + "clientCapabilities", capabilities));
        return all;
    }
}
