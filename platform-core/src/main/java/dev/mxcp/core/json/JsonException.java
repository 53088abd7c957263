package dev.mxcp.core.json;

import java.util.Objects;

/** Text that is not JSON, or JSON beyond the limits of {@link Json}. The message names no content. */
public final class JsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public JsonException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
