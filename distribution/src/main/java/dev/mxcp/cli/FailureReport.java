package dev.mxcp.cli;

import dev.mxcp.core.plugin.PluginException;
import dev.mxcp.spi.PlatformException;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells how a command failed: as JSON on stdout, or as a line on stderr. */
final class FailureReport implements IExecutionExceptionHandler {

    private final Console console;

    FailureReport(Console console) {
        this.console = console;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine commandLine, ParseResult parsed)
            throws Exception {
        var failure = thrown instanceof ExecutionException broken && broken.getCause() instanceof Error defect
                ? defect
                : thrown;
        if (failure instanceof ParameterException usage) {
            return commandLine.getParameterExceptionHandler().handleParseException(usage, new String[0]);
        }
        var message = message(failure);
        var command = commandLine.getCommand() instanceof ConsoleCommand own ? own : null;
        var debug = command != null && command.isDebug();
        if (command != null && command.isJson()) {
            console.out().println(JsonText.error(message, debug ? failure : null));
        } else {
            console.err().println(console.red("Error:") + " " + message);
            if (debug) {
                console.err().println("Traceback:");
                console.err().print(StackTrace.of(failure));
                console.err().flush();
            }
        }
        return ExitCode.FAILED;
    }

    private static String message(Throwable failure) {
        return switch (failure) {
            case CommandFailure expected -> expected.getMessage();
            case PluginException expected -> Problems.text("plugins cannot be used:", expected.problems());
            case PlatformException expected -> expected.userMessage();
            // what it says may quote a value
            default ->
                "internal error: %s (run again with --debug to see where)"
                        .formatted(failure.getClass().getSimpleName());
        };
    }
}
