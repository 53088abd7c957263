package dev.mxcp.spi;

import java.util.Objects;

/** A statement that cannot be prepared. The message is the database's own, cleaned of internals. */
public final class SqlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    /** @param offset where in the text, in UTF-16 units from 0; -1 when unknown */
    public SqlException(String message, int offset) {
        super(Objects.requireNonNull(message, "message"));
        this.offset = offset;
    }

    public int offset() {
        return offset;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
