package dev.mxcp.core.mcp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request of the stateless era says about itself in {@code _meta}.
 *
 * @param capabilities what the client can do in this request; JSON-like plain Java
 * @param logLevel the lowest level that the client wants to be told; null for nothing
 */
record RequestMeta(
        String protocolVersion,
        Map<String, @Nullable Object> capabilities,
        @Nullable String logLevel,
        @Nullable Object progressToken) {

    static final String PREFIX = "io.modelcontextprotocol/";

    private static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";
    private static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
    private static final String LOG_LEVEL = PREFIX + "logLevel";
    private static final int BAD_REQUEST = 400;

    /** True when the request belongs to the stateless era. */
    static boolean isGiven(Map<String, @Nullable Object> params) {
        return params.get("_meta") instanceof Map<?, ?> meta && meta.containsKey(PROTOCOL_VERSION);
    }

    static RequestMeta of(Map<String, @Nullable Object> params, List<String> supported) throws ProtocolException {
        if (!(params.get("_meta") instanceof Map<?, ?> meta)) {
            throw invalid("'_meta' must be given, with the protocol version and the client's capabilities");
        }
        if (!(meta.get(PROTOCOL_VERSION) instanceof String version)) {
            throw invalid("'_meta' must hold '" + PROTOCOL_VERSION + "', a string");
        }
        if (!supported.contains(version)) {
            throw new ProtocolException(
                            ProtocolException.UNSUPPORTED_VERSION,
                            "Unsupported protocol version",
                            null,
                            Map.of("supported", supported, "requested", version))
                    .withHttpStatus(BAD_REQUEST);
        }
        if (!(meta.get(CLIENT_CAPABILITIES) instanceof Map<?, ?> capabilities)) {
            throw invalid("'_meta' must hold '" + CLIENT_CAPABILITIES + "', an object");
        }
        return new RequestMeta(version, McpMessages.object(capabilities), logLevel(meta), meta.get("progressToken"));
    }

    /** True when the client declared the capability; {@code path} goes into nested ones. */
    boolean declares(String... path) {
        @Nullable Object at = capabilities;
        for (var step : path) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return at != null;
    }

    private static @Nullable String logLevel(Map<?, ?> meta) throws ProtocolException {
        return switch (meta.get(LOG_LEVEL)) {
            case null -> null;
            case String level when LogLevels.isKnown(level) -> level;
            default -> throw invalid("'" + LOG_LEVEL + "' must be one of " + LogLevels.NAMES);
        };
    }

    private static ProtocolException invalid(String message) {
        return new ProtocolException(ProtocolException.INVALID_PARAMS, message).withHttpStatus(BAD_REQUEST);
    }
}
