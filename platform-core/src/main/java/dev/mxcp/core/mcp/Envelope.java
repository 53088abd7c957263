package dev.mxcp.core.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What results of the stateless era carry beside their contents, and how long a client may keep them. */
final class Envelope {

    /** How long a list may be kept. A change is told to those who listen, so this bounds the rest. */
    private static final int LIST_TTL_MILLIS = 60_000;

    static final String SERVER_INFO = RequestMeta.PREFIX + "serverInfo";

    private final Map<String, Object> server;

    Envelope(ServerInfo info) {
        this.server = info.brief();
    }

    /** The fields that a rendered list carries in an era. */
    Map<String, Object> ofList(Era era) {
        if (era == Era.SESSION) {
            return Map.of();
        }
        var fields = new LinkedHashMap<String, Object>(cacheable(Map.of(), LIST_TTL_MILLIS));
        fields.put("_meta", Map.of(SERVER_INFO, server));
        return fields;
    }

    /** A finished result, with what every result carries. */
    Map<String, @Nullable Object> around(Map<String, @Nullable Object> result) {
        var fields = new LinkedHashMap<String, @Nullable Object>(result);
        fields.putIfAbsent("resultType", "complete");
        var meta = new LinkedHashMap<String, @Nullable Object>();
        if (result.get("_meta") instanceof Map<?, ?> own) {
            meta.putAll(McpMessages.object(own));
        }
        meta.putIfAbsent(SERVER_INFO, server);
        fields.put("_meta", meta);
        return fields;
    }

    /**
     * A result that its caller may keep for a while; zero milliseconds is not at all. It may depend on the caller, so
     * that nobody else may be given it.
     */
    static Map<String, @Nullable Object> cacheable(Map<String, ? extends @Nullable Object> result, int ttlMillis) {
        var fields = new LinkedHashMap<String, @Nullable Object>(result);
        fields.put("resultType", "complete");
        fields.put("ttlMs", ttlMillis);
        fields.put("cacheScope", "private");
        return fields;
    }
}
