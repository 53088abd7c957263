package dev.mxcp.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command has: help, debugging, and a console to write to. */
abstract class ConsoleCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(names = "--debug", description = "Log in detail, and show stack traces (or set MXCP_DEBUG=1).")
    private boolean debug;

    private @Nullable Console console;
    private @Nullable ProjectAccess projects;

    final void attach(Console attachedConsole, ProjectAccess attachedProjects) {
        this.console = attachedConsole;
        this.projects = attachedProjects;
        debug |= attachedConsole.flag("MXCP_DEBUG");
        Logs.toStandardError(debug);
    }

    final ProjectAccess projects() {
        return Objects.requireNonNull(projects, "attached before the command runs");
    }

    final Console console() {
        return Objects.requireNonNull(console, "attached before the command runs");
    }

    final boolean isDebug() {
        return debug;
    }

    /** True when stdout carries JSON and nothing else. */
    boolean isJson() {
        return false;
    }
}
