package dev.mxcp.cli;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Request;
import dev.mxcp.core.project.ProjectOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that works on the project around the current directory. */
abstract class ProjectCommand extends JsonCommand {

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Profile to use (default: MXCP_PROFILE, then 'profile' of mxcp-site.yml).")
    private @Nullable String profile;

    @Option(names = "--readonly", description = "Open the database for reading only (or set MXCP_READONLY=1).")
    private boolean readonly;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** How the project is to be read. */
    final ProjectOptions options() {
        return new ProjectOptions(
                console().directory(),
                profile,
                console().environment(),
                console().home(),
                isReadonly());
    }

    final CommandLine commandLine() {
        return spec.commandLine();
    }

    final Arguments arguments() {
        return new Arguments(commandLine(), console().directory());
    }

    /** Asks the project and returns the value it answers with. */
    final Reply.Value value(Request request) {
        return switch (reply(request)) {
            case Reply.Value value -> value;
            case Reply.Failure failure -> throw new CommandFailure(failure.message());
            case Reply.Validation _, Reply.Server _ -> throw new IllegalStateException("not an answer to " + request);
        };
    }

    final Reply.Validation validation(Request request) {
        return switch (reply(request)) {
            case Reply.Validation validation -> validation;
            case Reply.Failure failure -> throw new CommandFailure(failure.message());
            case Reply.Value _, Reply.Server _ -> throw new IllegalStateException("not an answer to " + request);
        };
    }

    /** Asks the project; an interrupt of the process cancels the question. */
    final Reply reply(Request request) {
        var cancellation = new CallCancellation();
        try (var _ = Progress.start(console());
                var project = projects().open(options(), request);
                var _ = Interrupts.cancel(cancellation, console())) {
            return project.perform(request, cancellation);
        }
    }

    final void warnIfTruncated(Reply.Value value) {
        if (value.truncated()) {
            console()
                    .err()
                    .println("Note: the result was cut off at a limit (limits.max_rows or limits.max_answer_bytes)");
        }
    }

    final boolean isReadonly() {
        return readonly || console().flag("MXCP_READONLY");
    }
}
