package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The SQL functions that tell who calls. */
enum UserFunction {
    GET_USERNAME,
    GET_USER_EMAIL,
    GET_USER_PROVIDER,
    GET_USER_EXTERNAL_TOKEN,
    GET_REQUEST_HEADERS_JSON,
    GET_REQUEST_HEADER;

    String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True when the function takes the name of a header. */
    boolean takesArgument() {
        return this == GET_REQUEST_HEADER;
    }

    static @Nullable UserFunction named(String word) {
        for (var function : values()) {
            if (function.name().equalsIgnoreCase(word)) {
                return function;
            }
        }
        return null;
    }

    /** The value of this call; for {@link #GET_REQUEST_HEADER} all headers. */
    @Nullable
    Object value(CallContext call) {
        var identity = call.identity();
        return switch (this) {
            case GET_USERNAME -> identity.username().orElse(null);
            case GET_USER_EMAIL -> identity.email().orElse(null);
            case GET_USER_PROVIDER -> identity.provider().orElse(null);
            // the platform does not hand upstream tokens to sources
            case GET_USER_EXTERNAL_TOKEN -> null;
            case GET_REQUEST_HEADERS_JSON -> Json.write(call.requestHeaders());
            case GET_REQUEST_HEADER -> new Headers(call.requestHeaders());
        };
    }

    /** All values but the headers, by function; what macros read. */
    static Map<String, @Nullable String> values(CallContext call) {
        var result = new LinkedHashMap<String, @Nullable String>();
        for (var function : values()) {
            if (!function.takesArgument()) {
                result.put(function.sqlName(), (String) function.value(call));
            }
        }
        return result;
    }

    /** Bound as a MAP, unlike the objects of a caller, which are bound as STRUCT. */
    record Headers(Map<String, String> values) {}
}
