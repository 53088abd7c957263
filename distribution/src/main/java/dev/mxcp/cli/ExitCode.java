package dev.mxcp.cli;

/** What the process says when it ends; every command uses these and no others. */
final class ExitCode {

    /** All went well. */
    static final int OK = 0;

    /** Something is wrong with the project, or the command failed. */
    static final int FAILED = 1;

    /** The command line itself is wrong. */
    static final int USAGE = 2;

    /** Ctrl-C: 128 + SIGINT. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
