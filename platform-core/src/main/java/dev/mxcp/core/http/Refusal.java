package dev.mxcp.core.http;

import dev.mxcp.core.mcp.ProtocolException;
import java.util.Objects;

/** A request that is answered with an HTTP error; the body is a JSON-RPC error. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        this(status, new ProtocolException(ProtocolException.REFUSED, message));
    }

    Refusal(int status, ProtocolException problem) {
        super(problem.getMessage(), problem, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    ProtocolException problem() {
        return (ProtocolException) Objects.requireNonNull(getCause());
    }
}
