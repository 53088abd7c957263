package dev.mxcp.core.http;

import java.util.List;

/**
 * How a project is served over HTTP.
 *
 * @param host the address to bind
 * @param port 0 for any free one
 * @param stateless true when no sessions are kept
 * @param allowedHosts names beside the loopback ones under which clients may reach the server, such as {@code
 *     mcp.example.com} or {@code mcp.example.com:8443}; {@code *} for any
 * @param allowedOrigins web pages beside those of allowed hosts that may call, such as {@code https://app.example.com};
 *     {@code *} for any
 * @param sse whether clients of the old transport HTTP+SSE are served as well
 */
public record HttpSettings(
        String host,
        int port,
        boolean stateless,
        List<String> allowedHosts,
        List<String> allowedOrigins,
        HttpLimits limits,
        boolean sse) {

    public HttpSettings {
        if (sse && stateless) {
            throw new IllegalArgumentException("HTTP+SSE needs sessions: serve it without 'stateless'");
        }
        allowedHosts = List.copyOf(allowedHosts);
        allowedOrigins = List.copyOf(allowedOrigins);
    }

    /** For clients on this machine only. */
    public static HttpSettings loopback(int port) {
        return new HttpSettings("127.0.0.1", port, false, List.of(), List.of(), HttpLimits.DEFAULT, false);
    }

    public HttpSettings withStateless(boolean value) {
        return new HttpSettings(host, port, value, allowedHosts, allowedOrigins, limits, sse);
    }

    public HttpSettings withLimits(HttpLimits value) {
        return new HttpSettings(host, port, stateless, allowedHosts, allowedOrigins, value, sse);
    }

    public HttpSettings withSse(boolean value) {
        return new HttpSettings(host, port, stateless, allowedHosts, allowedOrigins, limits, value);
    }
}
