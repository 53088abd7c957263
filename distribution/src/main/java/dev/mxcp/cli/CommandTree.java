package dev.mxcp.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** All commands by name. Reading a command's annotations takes time, so only the one that is called is read. */
final class CommandTree {

    private static final Map<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("init", InitCommand::new);
        COMMANDS.put("demo", DemoCommand::new);
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("list", ListCommand::new);
        COMMANDS.put("validate", ValidateCommand::new);
        COMMANDS.put("query", QueryCommand::new);
        COMMANDS.put("plugins", PluginsCommand::new);
        COMMANDS.put("schema", SchemaCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
        COMMANDS.put("help", CommandLine.HelpCommand::new);
    }

    private CommandTree() {}

    /** Runs one command line to its end and returns the exit code. */
    static int execute(Console console, ProjectAccess projects, String... args) {
        return of(console, projects, args.length == 0 ? null : args[0]).execute(args);
    }

    /** @param only the one command to know; all of them when it is null or no command's name */
    static CommandLine of(Console console, ProjectAccess projects, @Nullable String only) {
        var root = new CommandLine(new RootCommand());
        var called = only == null || only.equals("help") ? null : COMMANDS.get(only);
        if (called == null) {
            COMMANDS.forEach((name, command) -> root.addSubcommand(name, command.get()));
        } else {
            root.addSubcommand(only, called.get());
        }
        return root.setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.isDecorated() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionStrategy(prepared(console, projects))
                .setParameterExceptionHandler(new UsageReport())
                .setExecutionExceptionHandler(new FailureReport(console))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedSubcommandsAllowed(false);
    }

    /** Commands get the console, and logging is set up, once options are known and before anything runs. */
    private static IExecutionStrategy prepared(Console console, ProjectAccess projects) {
        return parsed -> {
            var last = parsed.commandSpec().commandLine();
            try {
                for (var line = parsed; line != null; line = line.subcommand()) {
                    last = line.commandSpec().commandLine();
                    if (line.commandSpec().userObject() instanceof ConsoleCommand command) {
                        command.attach(console, projects);
                    }
                }
                return new RunLast().execute(parsed);
            } catch (Error defect) {
                // picocli reports exceptions only
                throw new ExecutionException(last, "the command broke", defect);
            }
        };
    }

    /** What {@code mxcp} alone does: it shows the help. */
    @Command(
            name = "mxcp",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Serve an organisation's data and code to AI agents over MCP, safely.",
            synopsisSubcommandLabel = "COMMAND",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:all went well",
                "1:something is wrong with the project, or the command failed",
                "2:the command line is wrong",
                "130:interrupted (Ctrl-C)"
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  mxcp demo earthquakes            serve an example project",
                "  mxcp init my-project --bootstrap make a project with first tools",
                "  mxcp validate                    check the project around the current directory",
                "  mxcp run tool hello_world -p name=Ada",
                "  mxcp COMMAND --help              options and examples of one command"
            })
    private static final class RootCommand implements Runnable {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
