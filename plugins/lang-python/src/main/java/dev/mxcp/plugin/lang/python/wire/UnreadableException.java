package dev.mxcp.plugin.lang.python.wire;

/** A value that Python has and Java has not; the message tells the author of the function which. */
final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
