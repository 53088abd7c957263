package dev.mxcp.core.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps web pages of strangers away: a page whose name was made to point at this server (DNS rebinding) sends its own
 * name as {@code Host} and {@code Origin}. Names are compared as a whole; what is not understood is refused.
 */
final class HostGuard {

    private static final String ANY = "*";
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern AUTHORITY =
            Pattern.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern ORIGIN = Pattern.compile("https?://(.+)");

    private final boolean anyHost;
    private final Set<String> hosts = new HashSet<>(LOOPBACK);
    private final Set<String> origins = new HashSet<>();

    HostGuard(List<String> allowedHosts, List<String> allowedOrigins) {
        this.anyHost = allowedHosts.contains(ANY);
        allowedHosts.forEach(host -> hosts.add(checked("allowed host", AUTHORITY, lower(host))));
        allowedOrigins.forEach(origin -> origins.add(checked("allowed origin", ORIGIN, lower(origin))));
    }

    /** @param host values of the header {@code Host} */
    void check(List<String> host, List<String> origin) throws Refusal {
        if (host.size() != 1 || !isAllowedHost(lower(host.getFirst()))) {
            throw new Refusal(403, "this Host is not allowed; the operator can add it to the allowed hosts");
        }
        if (origin.size() > 1 || (origin.size() == 1 && !isAllowedOrigin(lower(origin.getFirst())))) {
            throw new Refusal(403, "this Origin is not allowed; the operator can add it to the allowed origins");
        }
    }

    private boolean isAllowedHost(String authority) {
        return anyHost || isKnown(authority);
    }

    private boolean isAllowedOrigin(String origin) {
        if (origins.contains(ANY) || origins.contains(origin)) {
            return true;
        }
        var parts = ORIGIN.matcher(origin);
        return parts.matches() && isKnown(parts.group(1));
    }

    private boolean isKnown(String authority) {
        return AUTHORITY.matcher(authority).matches()
                && (hosts.contains(authority) || hosts.contains(withoutPort(authority)));
    }

    private static String withoutPort(String authority) {
        var colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    private static String checked(String what, Pattern pattern, String value) {
        if (!value.equals(ANY) && !pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " '" + value + "' is not understood; write "
                    + (pattern == AUTHORITY
                            ? "a name such as mcp.example.com or mcp.example.com:8443"
                            : "scheme and name, such as https://app.example.com")
                    + ", or '*' for any");
        }
        return value;
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
