package dev.mxcp.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command that can answer in JSON. */
abstract class JsonCommand extends ConsoleCommand {

    @Option(names = "--json-output", description = "Write the result as JSON, with nothing else on stdout.")
    private boolean json;

    @Override
    final boolean isJson() {
        return json;
    }

    final void printResult(@Nullable Object result) {
        console().out().println(JsonText.ok(result));
    }
}
