package dev.mxcp.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command that ends here, with a message made for the person at the terminal. */
final class CommandFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        this(message, null);
    }

    CommandFailure(String message, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message), cause);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
