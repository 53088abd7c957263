package dev.mxcp.core.mcp;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message that gets a JSON-RPC error. The text goes to the client. */
public final class ProtocolException extends Exception {

    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    /** Refused or failed for a reason that no other code names. */
    public static final int REFUSED = -32000;

    public static final int METHOD_NOT_FOUND = -32601;

    /** Session era only. */
    static final int RESOURCE_NOT_FOUND = -32002;

    /** Headers say something else than the body. Stateless era only, as the next two. */
    public static final int HEADER_MISMATCH = -32020;

    static final int MISSING_CAPABILITY = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient @Nullable Object id;
    private final transient Map<String, Object> details;
    private final int httpStatus;

    public ProtocolException(int code, String message) {
        this(code, message, null, Map.of());
    }

    ProtocolException(int code, String message, @Nullable Object id, Map<String, Object> details) {
        this(code, message, id, details, 200);
    }

    private ProtocolException(
            int code, String message, @Nullable Object id, Map<String, Object> details, int httpStatus) {
        super(Objects.requireNonNull(message), null, false, false);
        this.code = code;
        this.id = id;
        this.details = details;
        this.httpStatus = httpStatus;
    }

    public ProtocolException withId(Object value) {
        return new ProtocolException(code, getMessage(), value, details, httpStatus);
    }

    public ProtocolException withHttpStatus(int value) {
        return new ProtocolException(code, getMessage(), id, details, value);
    }

    /** The status of a response over HTTP that is nothing but this error. */
    public int httpStatus() {
        return httpStatus;
    }

    public int code() {
        return code;
    }

    /** The id of the request, as far as it could be read. */
    @Nullable
    Object id() {
        return id;
    }

    Map<String, Object> details() {
        return details;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
