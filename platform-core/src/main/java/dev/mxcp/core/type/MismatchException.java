package dev.mxcp.core.type;

import java.util.Objects;

/** A result that does not have the shape its {@code return} type asks for. */
public final class MismatchException extends Exception {

    private static final long serialVersionUID = 1L;

    public MismatchException(String message) {
        super(Objects.requireNonNull(message));
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
