package dev.mxcp.core.mcp;

import java.util.Map;

/** What this server offers. */
final class Capabilities {

    private static final Map<String, Object> LIST_CHANGES = Map.of("listChanged", true);

    private Capabilities() {}

    static Map<String, Object> ofSession() {
        return Map.of("tools", LIST_CHANGES, "resources", LIST_CHANGES, "prompts", LIST_CHANGES, "logging", Map.of());
    }

    /** Changes are told on streams that clients open for them. */
    static Map<String, Object> ofStateless() {
        return Map.of(
                "tools",
                LIST_CHANGES,
                "resources",
                Map.of("listChanged", true, "subscribe", true),
                "prompts",
                LIST_CHANGES,
                "logging",
                Map.of());
    }
}
