package dev.mxcp.plugin.lang.python.wire;

/** A value that Python has and Java has not. */
final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String words;

    UnreadableException(String words, Throwable cause) {
        super(words, cause);
        this.words = words;
    }

    /** For the author of the function. */
    String words() {
        return words;
    }
}
