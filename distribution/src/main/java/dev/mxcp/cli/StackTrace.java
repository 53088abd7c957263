package dev.mxcp.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A failure's stack trace as text. */
final class StackTrace {

    private StackTrace() {}

    static String of(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
