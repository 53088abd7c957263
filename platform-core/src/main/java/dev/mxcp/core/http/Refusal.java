package dev.mxcp.core.http;

import dev.mxcp.core.mcp.McpMessage;
import dev.mxcp.core.mcp.ProtocolException;
import java.util.List;
import java.util.Objects;

/** A request that is answered with an HTTP error; the body is a JSON-RPC error. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean endsConnection;
    private final List<String> methods;

    Refusal(int status, String message) {
        this(status, new ProtocolException(ProtocolException.REFUSED, message));
    }

    /** For a body of which some may be unread: that must not be taken for the next request. */
    static Refusal endingConnection(int status, String message) {
        return new Refusal(status, new ProtocolException(ProtocolException.REFUSED, message), true, List.of());
    }

    /** For a method that is not one of these. */
    static Refusal ofMethod(List<String> understood) {
        var problem = new ProtocolException(
                ProtocolException.REFUSED, "only " + String.join(", ", understood) + " is understood here");
        return new Refusal(405, problem, false, understood);
    }

    Refusal(int status, ProtocolException problem) {
        this(status, problem, false, List.of());
    }

    private Refusal(int status, ProtocolException problem, boolean endsConnection, List<String> methods) {
        super(problem.getMessage(), problem, false, false);
        this.status = status;
        this.endsConnection = endsConnection;
        this.methods = List.copyOf(methods);
    }

    /** The same, told to whoever sent this message. */
    Refusal to(McpMessage message) {
        return message instanceof McpMessage.Request request
                ? new Refusal(status, problem().withId(request.id()), endsConnection, methods)
                : this;
    }

    int status() {
        return status;
    }

    boolean endsConnection() {
        return endsConnection;
    }

    /** What is understood in place of the method that was refused. */
    List<String> methods() {
        return methods;
    }

    ProtocolException problem() {
        return (ProtocolException) Objects.requireNonNull(getCause());
    }
}
