package dev.mxcp.core.mcp;

import dev.mxcp.core.project.Settings.ServerDetails;
import java.util.LinkedHashMap;
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
        @Nullable String instructions,
        ServerDetails details) {

    public static ServerInfo of(String name, String version) {
        return new ServerInfo(name, null, version, null, ServerDetails.NONE);
    }

    public ServerInfo withDetails(ServerDetails value) {
        return new ServerInfo(name, title, version, instructions, value);
    }

    /** As the protocol writes it, to clients that connect. */
    Map<String, Object> asJson() {
        var fields = brief();
        if (details.websiteUrl() != null) {
            fields.put("websiteUrl", details.websiteUrl());
        }
        ContentBlocks.addIcons(fields, details.icons());
        return fields;
    }

    /** What fits into every result: pictures would not. */
    Map<String, Object> brief() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", name);
        if (title != null) {
            fields.put("title", title);
        }
        fields.put("version", version);
        return fields;
    }
}
