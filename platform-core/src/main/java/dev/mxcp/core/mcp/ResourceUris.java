package dev.mxcp.core.mcp;

/** How long the URI of a resource may be. No template needs more, and what a client subscribes to is kept. */
final class ResourceUris {

    static final int MAX_LENGTH = 8 * 1024;

    private ResourceUris() {}

    /** @param name of the parameter that holds the URI */
    static String checked(String name, String uri) throws ProtocolException {
        if (uri.length() > MAX_LENGTH) {
            throw new ProtocolException(
                    ProtocolException.INVALID_PARAMS,
                    "'" + name + "' may hold URIs of at most " + MAX_LENGTH + " characters; this one has "
                            + uri.length());
        }
        return uri;
    }
}
