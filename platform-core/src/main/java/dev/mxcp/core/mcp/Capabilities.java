package dev.mxcp.core.mcp;

import java.util.LinkedHashMap;
import java.util.Map;

/** What this server offers. */
final class Capabilities {

    private Capabilities() {}

    /** @param kept whether there is a session that changes can be told to */
    static Map<String, Object> ofSession(boolean kept) {
        return of(kept ? Map.of("listChanged", true) : Map.of(), kept ? Map.of("subscribe", true) : Map.of());
    }

    /** Changes are told on streams that clients open for them. */
    static Map<String, Object> ofStateless() {
        return of(Map.of("listChanged", true), Map.of("subscribe", true));
    }

    private static Map<String, Object> of(Map<String, Object> changes, Map<String, Object> subscriptions) {
        var resources = new LinkedHashMap<>(changes);
        resources.putAll(subscriptions);
        return Map.of(
                "tools",
                changes,
                "resources",
                resources,
                "prompts",
                changes,
                "completions",
                Map.of(),
                "logging",
                Map.of(),
                "extensions",
                Map.of(TaskWire.EXTENSION, Map.of()));
    }
}
