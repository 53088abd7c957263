package dev.mxcp.core.problem;

/**
 * One thing wrong, told so that the reader can mend it without the source code.
 *
 * @param message what is wrong
 * @param remedy what to write or do instead; empty when the message says it all
 */
public record Problem(Severity severity, Location where, String message, String remedy) {

    public enum Severity {
        /** The endpoint, or the project, cannot be used. */
        ERROR,
        /** It works, but hardly as meant. */
        WARNING
    }

    public static Problem error(Location where, String message, String remedy) {
        return new Problem(Severity.ERROR, where, message, remedy);
    }

    public static Problem warning(Location where, String message, String remedy) {
        return new Problem(Severity.WARNING, where, message, remedy);
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
