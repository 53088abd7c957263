package dev.mxcp.cli;

import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.core.schema.PublishedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "schema",
        description = "Show the JSON Schema of one kind of project file, or the names of all kinds.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mxcp schema                        the kinds",
            "  mxcp schema tool                   the schema of a tool's file",
            "  mxcp schema user                   the schema of the user's configuration, ~/.mxcp/config.yml",
            "  mxcp schema endpoint               the schema of tools, resources and prompts in one",
            "  mxcp schema --write .mxcp/schemas  all of them into a folder, for editors"
        })
final class SchemaCommand extends ConsoleCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description =
                    "site, user-config (or user), tool, resource, prompt, endpoint, eval or auth; without it the names are"
                            + " listed.")
    private @Nullable String kind;

    @Option(names = "--write", paramLabel = "FOLDER", description = "Write all schemas into this folder.")
    private @Nullable String folder;

    @Override
    public Integer call() {
        if (folder != null) {
            write(folder);
        } else if (kind != null) {
            console().out().println(text(kind));
        } else {
            PublishedSchemas.names().forEach(console().out()::println);
        }
        return ExitCode.OK;
    }

    private static String text(String kind) {
        var name = kind.equals("user") ? "user-config" : kind;
        var names = PublishedSchemas.names();
        if (!names.contains(name)) {
            throw new CommandFailure("no schema named '%s'%s; there are %s"
                    .formatted(
                            kind,
                            Suggestion.of(kind, names)
                                    .map(" (did you mean '%s'?)"::formatted)
                                    .orElse(""),
                            String.join(", ", names)));
        }
        return PublishedSchemas.text(name).stripTrailing();
    }

    private void write(String name) {
        var target = console().directory().resolve(name);
        try {
            Files.createDirectories(target);
            for (String schema : PublishedSchemas.names()) {
                Files.writeString(target.resolve(PublishedSchemas.fileName(schema)), PublishedSchemas.text(schema));
            }
        } catch (IOException e) {
            throw new CommandFailure("cannot write the schemas to %s: %s".formatted(target, e.getMessage()), e);
        }
    }
}
