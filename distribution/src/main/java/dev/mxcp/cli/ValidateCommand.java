package dev.mxcp.cli;

import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Request;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        description = "Check the project: every file, every type, every SQL statement against the database.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  mxcp validate",
            "  mxcp validate tools/orders.yml     one endpoint file",
            "  mxcp validate --json-output        for scripts; exits 1 when something is wrong"
        })
final class ValidateCommand extends ProjectCommand {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Check this endpoint file only.")
    private @Nullable String file;

    @Override
    public Integer call() {
        var validation = validation(new Request.Validate());
        var report = file == null ? validation : only(validation, file);
        if (isJson()) {
            printResult(
                    file == null
                            ? ValidationJson.all(report)
                            : ValidationJson.one(report.verdicts().getFirst(), report));
        } else {
            new ValidationText(console()).print(report);
        }
        return ValidationJson.isSound(report) ? ExitCode.OK : ExitCode.FAILED;
    }

    private Reply.Validation only(Reply.Validation all, String path) {
        var wanted = console().directory().resolve(path).toAbsolutePath().normalize();
        var verdict = all.verdicts().stream()
                .filter(candidate ->
                        Path.of(all.root()).resolve(candidate.file()).equals(wanted))
                .findFirst();
        if (verdict.isEmpty()) {
            throw new CommandFailure(
                    "Endpoint file not found or not a valid endpoint: %s (write the path of a YAML file in tools, resources or prompts)"
                            .formatted(path));
        }
        return new Reply.Validation(all.root(), List.of(verdict.get()), List.of());
    }
}
