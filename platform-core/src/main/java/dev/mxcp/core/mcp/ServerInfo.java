package dev.mxcp.core.mcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the server tells about itself when a client connects.
 *
 * @param title for people; null when it has none beside its name
 * @param instructions how a model should use this server; null when there is nothing to say
 */
public record ServerInfo(
        String name,
        @Nullable String title,
        String version,
        @Nullable String instructions) {

    /** As the protocol writes it. */
    Map<String, Object> asJson() {
        return title == null
                ? Map.of("name", name, "version", version)
                : Map.of("name", name, "title", title, "version", version);
    }

    public static ServerInfo of(String name, String version) {
        return new ServerInfo(name, null, version, null);
    }
}
