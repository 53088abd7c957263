package dev.mxcp.spi;

import java.util.Objects;

/** An implementation that cannot be prepared. */
public final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * @param message what is wrong and what to write instead
     * @param line line in the implementation's text from 1, or 0 when unknown
     * @param column column in that line from 1, or 0 when unknown
     */
    public SourceException(String message, int line, int column) {
        super(Objects.requireNonNull(message, "message"));
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
