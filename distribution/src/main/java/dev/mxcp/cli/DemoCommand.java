package dev.mxcp.cli;

import dev.mxcp.core.project.ProjectOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "demo",
        description = "Copy an example project, show how to connect a client, and serve it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mxcp demo                              earthquakes, on http://localhost:8000/mcp",
            "  mxcp demo chinook --port 8001",
            "  mxcp demo chinook --dir music --no-serve"
        })
final class DemoCommand extends ConsoleCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "EXAMPLE",
            defaultValue = "earthquakes",
            description = "earthquakes (default) or chinook")
    private Example example = Example.EARTHQUAKES;

    @Option(names = "--dir", paramLabel = "FOLDER", description = "Where to put it (default: mxcp-demo-EXAMPLE).")
    private @Nullable String folder;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8000",
            description = "Port to serve on (default: 8000).")
    private int port = 8000;

    @Option(names = "--no-serve", description = "Copy and explain only.")
    private boolean noServe;

    @Override
    public Integer call() {
        var name = example.folder();
        var target = console()
                .directory()
                .resolve(folder == null ? "mxcp-demo-" + name : folder)
                .toAbsolutePath()
                .normalize();
        copy(name, target);
        new ConnectionGuide(
                        console(), example, target, port, Distribution.current().home())
                .print();
        return noServe ? ExitCode.OK : serve(target);
    }

    private void copy(String name, Path target) {
        var demo = new DemoProject(Distribution.current().example(name), target);
        try {
            var isNew = demo.copy();
            console()
                    .out()
                    .println(console()
                            .heading("📦", (isNew ? "Copied the example to " : "Using the example in ") + target));
        } catch (IOException e) {
            throw new CommandFailure("cannot copy the example to %s: %s".formatted(target, e.getMessage()), e);
        }
    }

    private int serve(Path target) {
        var options = ProjectOptions.of(target)
                .withEnvironment(console().environment())
                .withHome(console().home());
        return new Server(console(), ServeOptions.onPort(port)).run(options);
    }
}
