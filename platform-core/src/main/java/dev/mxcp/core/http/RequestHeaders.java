package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpService;
import dev.mxcp.core.mcp.ProtocolException;
import dev.mxcp.spi.CredentialHeaders;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the headers of one request say, and what they must say. */
final class RequestHeaders {

    static final HeaderName SESSION_ID = HeaderNames.create("Mcp-Session-Id");
    static final HeaderName PROTOCOL_VERSION = HeaderNames.create("MCP-Protocol-Version");
    static final HeaderName LAST_EVENT_ID = HeaderNames.create("Last-Event-ID");

    /** What a client speaks that does not say so. */
    private static final String UNSTATED_VERSION = "2025-03-26";

    /** What repeats an argument, which the endpoint gets anyway. */
    private static final String ARGUMENT = "mcp-param-";

    private final ServerRequest request;

    RequestHeaders(ServerRequest request) {
        this.request = request;
    }

    String header(HeaderName name, String absent) {
        return request.headers().contains(name) ? request.headers().get(name).values() : absent;
    }

    /** The protocol's revision as the request states it, whether it is spoken here or not. */
    String statedVersion() {
        return header(PROTOCOL_VERSION, UNSTATED_VERSION);
    }

    /** Whether the header alone makes it a request of the stateless era. */
    boolean stateStatelessEra() {
        return McpService.STATELESS_VERSIONS.contains(statedVersion());
    }

    /** What reads only one of several headers of a name would see another request than this server does. */
    void refuseRepeated(String prefix) throws Refusal {
        for (var header : request.headers()) {
            if (header.headerName().lowerCase().startsWith(prefix)
                    && header.allValues().size() > 1) {
                throw new Refusal(
                        400,
                        new ProtocolException(
                                ProtocolException.HEADER_MISMATCH,
                                "Header mismatch: " + header.name() + " is given more than once"));
            }
        }
    }

    @Nullable
    String sessionId() {
        return request.headers().first(SESSION_ID).orElse(null);
    }

    /** Where the client is. */
    String address() {
        return PeerAddress.of(request.remotePeer());
    }

    /** All but those that let somebody in; lower-case names. */
    Map<String, String> harmless() {
        var headers = new HashMap<String, String>();
        for (var header : request.headers()) {
            var name = header.headerName().lowerCase();
            if (!isCredential(name)) {
                headers.put(name, header.values());
            }
        }
        return headers;
    }

    private static boolean isCredential(String name) {
        return !name.startsWith(ARGUMENT) && CredentialHeaders.isOne(name);
    }

    void requireJson() throws Refusal {
        if (!"application/json".equals(mediaType(header(HeaderNames.CONTENT_TYPE, "")))) {
            throw new Refusal(415, "the Content-Type must be application/json");
        }
    }

    void requireAccept(String type) throws Refusal {
        var accepted = header(HeaderNames.ACCEPT, "*/*");
        var group = type.substring(0, type.indexOf('/')) + "/*";
        for (var range : accepted.split(",", -1)) {
            var media = mediaType(range);
            if (media.equals(type) || media.equals(group) || media.equals("*/*")) {
                return;
            }
        }
        throw new Refusal(406, "the header Accept must contain " + type);
    }

    /** The revision of the session era that the request speaks. */
    String requireVersion() throws Refusal {
        var version = statedVersion();
        if (!McpService.PROTOCOL_VERSIONS.contains(version)) {
            throw new Refusal(400, McpService.unsupportedVersion(version));
        }
        return version;
    }

    /** A session speaks the revision that was agreed on; a request that states none speaks it too. */
    void requireAgreed(String version) throws Refusal {
        if (!header(PROTOCOL_VERSION, version).equals(version)) {
            throw new Refusal(
                    400, "this session speaks MCP-Protocol-Version " + version + ", as its initialize agreed");
        }
    }

    private static String mediaType(String value) {
        var semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }
}
