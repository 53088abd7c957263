package dev.mxcp.core.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/** What this server offers. */
final class Capabilities {

    private Capabilities() {}

    /**
     * Tasks belong to the stateless era.
     *
     * @param kept whether there is a session that changes can be told to, and that remembers a log level
     */
    static Map<String, Object> ofSession(boolean kept) {
        if (!kept) {
            return of(Map.of(), Map.of());
        }
        var capabilities = of(Map.of("listChanged", true), Map.of("subscribe", true));
        capabilities.put("logging", Map.of());
        return capabilities;
    }

    /** Changes are told on streams that clients open for them. */
    static Map<String, Object> ofStateless() {
        var capabilities = of(Map.of("listChanged", true), Map.of("subscribe", true));
        capabilities.put("logging", Map.of());
        capabilities.put("extensions", Map.of(TaskWire.EXTENSION, Map.of()));
        return capabilities;
    }

    private static Map<String, Object> of(Map<String, Object> changes, Map<String, Object> subscriptions) {
        var resources = new LinkedHashMap<>(changes);
        resources.putAll(subscriptions);
        var capabilities = new LinkedHashMap<String, Object>();
        capabilities.put("tools", changes);
        capabilities.put("resources", resources);
        capabilities.put("prompts", changes);
        capabilities.put("completions", Map.of());
        return capabilities;
    }
}
