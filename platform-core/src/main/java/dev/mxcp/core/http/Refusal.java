package dev.mxcp.core.http;

import dev.mxcp.core.mcp.ProtocolException;
import java.util.Objects;

/** A request that is answered with an HTTP error; the body is a JSON-RPC error. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean endsConnection;

    Refusal(int status, String message) {
        this(status, new ProtocolException(ProtocolException.REFUSED, message));
    }

    /** For a body of which some may be unread: that must not be taken for the next request. */
    static Refusal endingConnection(int status, String message) {
        return new Refusal(status, new ProtocolException(ProtocolException.REFUSED, message), true);
    }

    Refusal(int status, ProtocolException problem) {
        this(status, problem, false);
    }

    private Refusal(int status, ProtocolException problem, boolean endsConnection) {
        super(problem.getMessage(), problem, false, false);
        this.status = status;
        this.endsConnection = endsConnection;
    }

    int status() {
        return status;
    }

    boolean endsConnection() {
        return endsConnection;
    }

    ProtocolException problem() {
        return (ProtocolException) Objects.requireNonNull(getCause());
    }
}
