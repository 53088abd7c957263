package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CredentialHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The request headers that functions see: those that the configuration names, and never what lets somebody in. */
final class RequestHeaders {

    private static final List<String> USUAL =
            List.of("accept-language", "traceparent", "tracestate", "user-agent", "x-correlation-id", "x-request-id");

    private RequestHeaders() {}

    /**
     * @param names a {@code *} at the end stands for any ending; null for the usual ones
     * @return the names in lower case
     * @throws IllegalArgumentException when one names what lets somebody in
     */
    static List<String> checked(@Nullable List<String> names) {
        return names == null
                ? USUAL
                : names.stream().map(RequestHeaders::checked).toList();
    }

    private static String checked(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (CredentialHeaders.isOne(lower)) {
            throw new IllegalArgumentException(
                    "request_headers: '%s' can let its holder in, and never reaches Python; remove it".formatted(name));
        }
        return lower;
    }

    /** @param all by lower-case names */
    static Map<String, String> of(Map<String, String> all, List<String> names) {
        var seen = new TreeMap<>(all);
        seen.keySet()
                .removeIf(
                        name -> CredentialHeaders.isOne(name) || names.stream().noneMatch(each -> matches(each, name)));
        return seen;
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(name);
    }
}
