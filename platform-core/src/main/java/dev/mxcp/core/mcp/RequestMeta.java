package dev.mxcp.core.mcp;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request of the stateless era says about itself in {@code _meta}.
 *
 * @param capabilities what the client can do in this request
 * @param logLevel the lowest level that the client wants to be told; null for nothing
 */
record RequestMeta(
        String protocolVersion,
        ClientCapabilities capabilities,
        @Nullable String logLevel,
        @Nullable Object progressToken) {

    static final String PREFIX = "io.modelcontextprotocol/";

    private static final String PROTOCOL_VERSION = PREFIX + "protocolVersion";
    private static final String CLIENT_CAPABILITIES = PREFIX + "clientCapabilities";
    private static final String LOG_LEVEL = PREFIX + "logLevel";
    private static final Set<String> STATELESS_ONLY = Set.of("server/discover", Subscriptions.METHOD);
    private static final int BAD_REQUEST = 400;

    /** True when a message belongs to the stateless era. */
    static boolean isStateless(String method, Map<String, @Nullable Object> params) {
        return STATELESS_ONLY.contains(method)
                || (params.get("_meta") instanceof Map<?, ?> meta
                        && (meta.containsKey(PROTOCOL_VERSION) || meta.containsKey(CLIENT_CAPABILITIES)));
    }

    /** The version that the request states, whether it is spoken here or not. */
    static String version(Map<String, @Nullable Object> params) throws ProtocolException {
        if (meta(params).get(PROTOCOL_VERSION) instanceof String version) {
            return version;
        }
        throw invalid("'_meta' must hold '" + PROTOCOL_VERSION + "', a string");
    }

    static ClientCapabilities capabilities(Map<String, @Nullable Object> params) throws ProtocolException {
        if (meta(params).get(CLIENT_CAPABILITIES) instanceof Map<?, ?> capabilities) {
            return new ClientCapabilities(McpMessages.object(capabilities));
        }
        throw invalid("'_meta' must hold '" + CLIENT_CAPABILITIES + "', an object");
    }

    static RequestMeta of(Map<String, @Nullable Object> params) throws ProtocolException {
        var version = version(params);
        if (!McpService.STATELESS_VERSIONS.contains(version)) {
            throw McpService.unsupportedVersion(version).withHttpStatus(BAD_REQUEST);
        }
        var meta = meta(params);
        return new RequestMeta(version, capabilities(params), logLevel(meta), progressToken(meta));
    }

    private static Map<?, ?> meta(Map<String, @Nullable Object> params) throws ProtocolException {
        if (params.get("_meta") instanceof Map<?, ?> meta) {
            return meta;
        }
        throw invalid("'_meta' must be given, with the protocol version and the client's capabilities");
    }

    private static @Nullable Object progressToken(Map<?, ?> meta) throws ProtocolException {
        return switch (meta.get("progressToken")) {
            case null -> null;
            case String text -> text;
            case Long number -> number;
            default -> throw invalid("'progressToken' must be a string or an integer");
        };
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
