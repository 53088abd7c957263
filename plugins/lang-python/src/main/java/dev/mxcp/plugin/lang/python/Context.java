package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a worker is told about a call. */
final class Context {

    private Context() {}

    /** @param headers names of the headers that functions see */
    static Map<String, @Nullable Object> of(CallContext call, List<String> headers) {
        var context = new LinkedHashMap<String, @Nullable Object>();
        context.put("request_id", call.requestId());
        context.put("transport", call.transport());
        context.put("seconds", Duration.between(Instant.now(), call.deadline()).toMillis() / 1_000.0);
        if (!call.identity().isAnonymous()) {
            context.put("user", user(call.identity()));
        }
        var seen = RequestHeaders.of(call.requestHeaders(), headers);
        if (!seen.isEmpty()) {
            context.put("headers", seen);
        }
        return context;
    }

    private static Map<String, @Nullable Object> user(Identity identity) {
        var user = new LinkedHashMap<String, @Nullable Object>();
        user.put("provider", identity.provider().orElse(null));
        user.put("user_id", identity.userId().orElse(null));
        user.put("username", identity.username().orElse(null));
        user.put("email", identity.email().orElse(null));
        user.put("claims", identity.claims());
        return user;
    }
}
