package dev.mxcp.spi;

import java.util.List;
import java.util.Locale;

/** The request headers that let their holder in, whoever invented them. They reach no endpoint. */
public final class CredentialHeaders {

    private static final List<String> WORDS = List.of(
            "authorization",
            "cookie",
            "token",
            "jwt",
            "assertion",
            "secret",
            "password",
            "credential",
            "api-key",
            "apikey",
            "access-key",
            "subscription-key",
            "oidc-data",
            "mcp-session-id");

    private CredentialHeaders() {}

    /** @param name of a header, in any case; it is one when it contains a word that such headers have */
    public static boolean isOne(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        for (var word : WORDS) { // asked for every header of every request: a stream would cost more than the search
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
