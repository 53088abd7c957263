package dev.mxcp.core.project;

import java.util.Locale;

/** What an endpoint is to an MCP client. */
public enum Kind {
    TOOL,
    RESOURCE,
    PROMPT;

    /** The YAML key, and the word people read: {@code tool}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
