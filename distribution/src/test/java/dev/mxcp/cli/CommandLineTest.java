package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.JsonException;
import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Request;
import dev.mxcp.core.project.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands, their options and what they ask the project. */
class CommandLineTest {

    @TempDir
    private Path directory;

    private TestingTerminal terminal;

    @BeforeEach
    void sitDown() {
        terminal = new TestingTerminal(directory);
    }

    @Test
    void aDefectOfAnyKindIsReportedWithoutWhatItSays() {
        terminal.project(request -> {
            throw new NoClassDefFoundError("hunter2");
        });
        var result = terminal.run("list");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .isEqualToNormalizingNewlines(
                        "Error: internal error: NoClassDefFoundError (run again with --debug to see where)\n");

        var json = terminal.run("list", "--json-output");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out())
                .contains("\"status\": \"error\"", "internal error")
                .doesNotContain("hunter2");
        assertThat(json.err()).isEmpty();
        assertThat(terminal.run("list", "--debug").err()).contains("hunter2", "Traceback:");
    }

    @Test
    void withoutAnythingTheHelpIsShown() {
        var result = terminal.run();
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Usage: mxcp", "validate", "Exit codes:", "130", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"init", "demo", "serve", "run", "list", "validate", "query", "plugins", "schema", "completion"})
    void everyCommandHasHelpWithExamples(String command) {
        var result = terminal.run(command, "--help");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Usage: mxcp " + command).contains("Examples:", "  mxcp " + command);
        assertThat(terminal.run("help", command).out()).isEqualTo(result.out());
    }

    @Test
    void theVersionIsTold() {
        assertThat(terminal.run("--version").out()).matches("mxcp \\d+\\.\\d+\\.\\d+.*\\R");
    }

    @Test
    void aMisspeltCommandIsAUsageErrorWithASuggestion() {
        var result = terminal.run("vaildate");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("vaildate", "validate", "Try 'mxcp --help'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run tool",
                "run tol x",
                "run tool x -p name",
                "run tool x -p name=@missing.json",
                "run tool x -u {",
                "run tool x -u [1]",
                "run tool x --request-headers 7",
                "query",
                "query --file missing.sql",
                "validate --no-such-option"
            })
    void aWrongCommandLineIsAUsageErrorAndAsksTheProjectNothing(String line) {
        var result = terminal.run(line.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Usage: mxcp", "Error: ");
        assertThat(result.out()).isEmpty();
        assertThat(terminal.requests()).isEmpty();
    }

    @Test
    void sqlAndAFileTogetherAreOneTooMany() throws IOException {
        Files.writeString(directory.resolve("a.sql"), "SELECT 1");
        assertThat(terminal.run("query", "SELECT 1", "--file", "a.sql").exitCode())
                .isEqualTo(2);
    }

    @Test
    void runSendsTextsAndTheJsonOfFiles() throws IOException {
        Files.writeString(directory.resolve("filter.json"), "{\"min\": 1}");
        terminal.project(new Reply.Value("ok", false))
                .run(
                        "run",
                        "tool",
                        "x",
                        "-p",
                        "a=1",
                        "-p",
                        "b=@filter.json",
                        "-p",
                        "c=d=e",
                        "-u",
                        "{\"role\":\"admin\"}",
                        "--request-headers",
                        "{\"X-Id\":\"7\"}",
                        "--skip-output-validation");
        assertThat(terminal.requests())
                .containsExactly(new Request.Run(
                        Kind.TOOL,
                        "x",
                        Map.of("a", "1", "b", Map.of("min", 1L), "c", "d=e"),
                        Map.of("role", "admin"),
                        Map.of("x-id", "7"),
                        false,
                        false));
    }

    @Test
    void readonlyMayComeFromTheEnvironment() {
        terminal.project(new Reply.Value(List.of(), false)).environment("MXCP_READONLY", "yes");
        terminal.run("query", "SELECT 1");
        assertThat(terminal.requests()).containsExactly(new Request.Query("SELECT 1", Map.of(), true));
    }

    @Test
    void schemasAreShownByName() throws JsonException {
        assertThat(terminal.run("schema").out().lines()).contains("site", "endpoint");
        assertThat(terminal.run("schema", "endpoint").out()).contains("\"$schema\"");
        assertThat(terminal.run("schema", "user").out())
                .isEqualTo(terminal.run("schema", "user-config").out())
                .contains("The user's configuration");
        assertThat(terminal.run("schema", "endpiont")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("no schema named 'endpiont' (did you mean 'endpoint'?)");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completionKnowsEveryCommand(String shell) {
        var script = terminal.run("completion", shell);
        assertThat(script.exitCode()).isZero();
        assertThat(script.out()).contains("mxcp", "validate", "skip-output-validation");
    }
}
