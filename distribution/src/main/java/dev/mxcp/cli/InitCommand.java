package dev.mxcp.cli;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.local.Request;
import dev.mxcp.core.plugin.PluginException;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.spi.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = "Make a new project.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mxcp init                          in the current directory",
            "  mxcp init my-project --bootstrap   in a new one, with tools to try",
            "  mxcp init --project sales --profile dev --yes"
        })
final class InitCommand extends ConsoleCommand {

    @Parameters(paramLabel = "FOLDER", defaultValue = ".", description = "Where to make it (default: here).")
    private String folder = ".";

    @Option(names = "--project", paramLabel = "NAME", description = "Name of the project (default: the folder's).")
    private @Nullable String project;

    @Option(names = "--profile", paramLabel = "NAME", description = "First profile (default: MXCP_PROFILE, 'default').")
    private @Nullable String profile;

    @Option(names = "--bootstrap", description = "Also write first tools: hello_world in SQL, hello_python in Python.")
    private boolean bootstrap;

    @Option(
            names = {"-y", "--yes"},
            description = "Answer every question with yes. Without a terminal nothing is asked.")
    private boolean yes;

    @Override
    public Integer call() {
        var root = console().directory().resolve(folder).toAbsolutePath().normalize();
        var chosenProfile = Objects.requireNonNullElseGet(
                profile, () -> console().environment().getOrDefault("MXCP_PROFILE", "default"));
        var fileName = root.getFileName();
        var chosenProject =
                Objects.requireNonNullElseGet(project, () -> fileName == null ? "project" : fileName.toString());
        var newProject = new NewProject(root, chosenProject, chosenProfile);
        try {
            newProject.refuseIfTaken();
            if (UserConfig.of(console()).mentions(chosenProject)
                    && !question(
                            "Project '%s' already exists in your config. Continue?".formatted(chosenProject), true)) {
                return ExitCode.OK;
            }
            newProject.write(bootstrap);
            createDatabase(root, chosenProfile);
            if (question("Would you like to generate a Claude Desktop configuration file?", false)) {
                newProject.writeClientConfiguration();
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot write the project in %s: %s".formatted(root, e.getMessage()), e);
        }
        printNextSteps(root, chosenProject);
        return ExitCode.OK;
    }

    private boolean question(String text, boolean withoutTerminal) throws IOException {
        if (yes) {
            return true;
        }
        return console().isTerminal().get() ? Question.ask(console(), text) : withoutTerminal;
    }

    /** Opening the project makes its database. What stands in the way of that need not stop a new project. */
    private void createDatabase(Path root, String name) {
        var options = ProjectOptions.of(root)
                .withProfile(name)
                .withEnvironment(console().environment())
                .withHome(console().home());
        try (var project = projects().open(options, new Request.Status())) {
            project.perform(new Request.Status(), new CallCancellation());
        } catch (CommandFailure | PlatformException | PluginException e) {
            console()
                    .err()
                    .println(console().yellow("Warning:")
                            + " the database will be made when it is first used; making it now failed: "
                            + e.getMessage());
        }
    }

    private void printNextSteps(Path root, String name) {
        var out = console().out();
        out.println(console().heading("✅", "Project '%s' is ready in %s".formatted(name, root)));
        out.println();
        out.println("Next steps:");
        if (!root.equals(console().directory())) {
            out.println("  cd " + console().directory().relativize(root));
        }
        if (bootstrap) {
            out.println("  mxcp run tool hello_world -p name=World");
            out.println("  mxcp run tool hello_python -p name=World    (needs Python 3.10 or newer)");
        } else {
            out.println("  put a tool into tools/ (or see 'mxcp init --bootstrap')");
        }
        out.println("  mxcp validate");
        out.println("  mxcp serve");
        if (Files.exists(root.resolve("server_config.json"))) {
            out.println("  copy server_config.json into the configuration of your MCP client");
        }
    }
}
