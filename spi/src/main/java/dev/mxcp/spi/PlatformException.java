package dev.mxcp.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failure whose message is made for the person who called. Any other exception is a defect: it is logged with its
 * stack trace, and the caller sees a request id only.
 */
public final class PlatformException extends RuntimeException {

    /** Who has to act. */
    public enum Code {
        /** The caller sent something that cannot be right. */
        INVALID_INPUT,
        /** The endpoint or the database refused or failed, and says why. */
        FAILED,
        /** What was asked for exists, but not here. */
        UNSUPPORTED,
        /** Something the platform depends on cannot be reached now; trying again later may help. */
        UNAVAILABLE,
        /** A limit of time, rows, size, memory or concurrency was reached. */
        LIMIT_EXCEEDED,
        /** The caller went away or asked to stop. */
        CANCELLED
    }

    private static final long serialVersionUID = 1L;

    private final Code code;

    public PlatformException(Code code, String userMessage) {
        this(code, userMessage, null);
    }

    /** @param userMessage shown to the caller: no secrets, no stack traces, no internal names */
    public PlatformException(Code code, String userMessage, @Nullable Throwable cause) {
        super(Objects.requireNonNull(userMessage, "userMessage"), cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    public Code code() {
        return code;
    }

    /** The message for the caller; never null. */
    public String userMessage() {
        return Objects.requireNonNull(getMessage());
    }
}
