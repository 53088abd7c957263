package dev.mxcp.core.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong, told so that the reader can mend it without the source code.
 *
 * @param message what is wrong
 * @param remedy what to write or do instead; empty when the message says it all
 * @param endpoint the file of the one endpoint that it concerns, where the place may be shared; null for whoever uses it
 */
public record Problem(
        Severity severity,
        Location where,
        String message,
        String remedy,
        @Nullable String endpoint) {

    public enum Severity {
        /** The endpoint, or the project, cannot be used. */
        ERROR,
        /** It works, but hardly as meant. */
        WARNING
    }

    public static Problem error(Location where, String message, String remedy) {
        return new Problem(Severity.ERROR, where, message, remedy, null);
    }

    public static Problem warning(Location where, String message, String remedy) {
        return new Problem(Severity.WARNING, where, message, remedy, null);
    }

    /** The same, of one endpoint only. */
    public Problem of(String endpointFile) {
        return new Problem(severity, where, message, remedy, endpointFile);
    }

    /** True when the endpoint is among those that it concerns. */
    public boolean concerns(String endpointFile) {
        return endpoint == null || endpoint.equals(endpointFile);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** {@code tools/x.yml:12:7: unknown key 'naem'; did you mean 'name'?} */
    @Override
    public String toString() {
        return where + ": " + text();
    }

    /** Message and remedy without the place. */
    public String text() {
        return remedy.isEmpty() ? message : message + "; " + remedy;
    }
}
