package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;

/** Why a statement was stopped before it was done. */
enum StopReason {
    DEADLINE(Code.LIMIT_EXCEEDED, "the statement did not finish within the time that the call has"),
    CANCELLED(Code.CANCELLED, "the call was cancelled"),
    CLOSED(Code.UNAVAILABLE, "the database was closed while the statement ran"),
    BROKEN(Code.FAILED, "the statement failed");

    private final Code code;
    private final String message;

    StopReason(Code code, String message) {
        this.code = code;
        this.message = message;
    }

    PlatformException toException() {
        return new PlatformException(code, message);
    }
}
