package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Request;
import dev.mxcp.core.local.Verdict;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private static final Verdict SOUND = new Verdict("tool", "greet", "tools/greet.yml", true, List.of());
    private static final Verdict BROKEN = new Verdict(
            "tool",
            "search",
            "tools/search.yml",
            false,
            List.of(Problem.error(
                    new Location("tools/search.yml", 3, 7), "unknown key 'naem'", "did you mean 'name'?")));

    @TempDir
    private Path directory;

    private TestingTerminal terminal;

    @BeforeEach
    void sitDown() {
        terminal = new TestingTerminal(directory);
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
    void jsonIsOneEnvelopeAndNothingElse() throws JsonException {
        var rows = List.of(Map.of("a", 1L));
        var result = terminal.project(new Reply.Value(rows, false)).run("query", "SELECT 1 a", "--json-output");
        assertThat(result.out()).isEqualTo("""
                {
                  "status": "ok",
                  "result": [
                    {
                      "a": 1
                    }
                  ]
                }
                """);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aFailureInJsonIsAnEnvelopeToo() throws JsonException {
        var result = terminal.project(new Reply.Failure("Endpoint 'x' not found in tools"))
                .run("run", "tool", "x", "--json-output");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(Json.read(result.out()))
                .isEqualTo(Map.of("status", "error", "error", "Endpoint 'x' not found in tools"));
    }

    @Test
    void aFailureInTextGoesToStderr() {
        var result = terminal.project(new Reply.Failure("the table is gone")).run("query", "SELECT 1");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualToNormalizingNewlines("Error: the table is gone\n");
    }

    @Test
    void aDefectShowsItsTraceOnlyToThoseWhoDebug() throws JsonException {
        terminal.project(request -> {
            throw new IllegalStateException("boom");
        });
        assertThat(terminal.run("query", "SELECT 1").err()).contains("boom").doesNotContain("\tat ");
        assertThat(terminal.run("query", "SELECT 1", "--debug").err()).contains("Traceback:", "\tat ");
        var json = (Map<?, ?>) Json.read(
                terminal.run("query", "SELECT 1", "--json-output", "--debug").out());
        assertThat(json.get("type")).isEqualTo("IllegalStateException");
        assertThat((String) json.get("traceback")).contains("\tat ");
    }

    @Test
    void rowsAreATable() {
        var result = terminal.project(
                        new Reply.Value(List.of(row("id", 1L, "name", "Ada"), row("id", 22L, "name", null)), false))
                .run("run", "tool", "people");
        assertThat(result.out().lines().map(String::stripTrailing))
                .endsWith("Results (2 rows):", "id │ name", "───┼─────", "1  │ Ada", "22 │");
    }

    @Test
    void aTableEndsAfterAHundredRows() {
        var rows = IntStream.range(0, 150).mapToObj(Integer::toString).toList();
        var out = terminal.project(new Reply.Value(rows, false))
                .run("run", "tool", "many")
                .out();
        assertThat(out).contains("Results (150 rows):", "... and 50 more");
        assertThat(out.lines().filter(line -> line.matches("\\d+"))).hasSize(100);
    }

    @Test
    void rowsThatDifferAreShownOneByOne() {
        var rows = List.of(Map.of("a", 1L), Map.of("b", 2L));
        assertThat(terminal.project(new Reply.Value(rows, false))
                        .run("run", "tool", "odd")
                        .out())
                .contains("- {\"a\":1}", "- {\"b\":2}");
    }

    @Test
    void dataCannotSteerTheTerminal() {
        var rows = List.of(Map.of("a", "x\u001b[2Jy\nz"));
        assertThat(terminal.terminal("")
                        .project(new Reply.Value(rows, false))
                        .run("run", "tool", "evil")
                        .out())
                .doesNotContain("\u001b[2J")
                .contains("x [2Jy z");
    }

    @Test
    void aResultThatWasCutOffSaysSoOnStderr() {
        var result = terminal.project(new Reply.Value(List.of("a"), true)).run("run", "tool", "x", "--json-output");
        assertThat(result.out()).doesNotContain("cut off");
        assertThat(result.err()).contains("cut off");
    }

    @Test
    void coloursAndSymbolsAreForTerminalsOnly() {
        terminal.project(new Reply.Value(1L, false));
        assertThat(terminal.run("run", "tool", "x").out())
                .doesNotContain("\u001b", "✅")
                .contains("Success!");
        assertThat(terminal.terminal("").run("run", "tool", "x").out()).contains("\u001b[", "✅");
        assertThat(terminal.environment("NO_COLOR", "1").run("run", "tool", "x").out())
                .doesNotContain("\u001b", "✅");
    }

    @Test
    void aSoundProjectValidates() throws JsonException {
        terminal.project(new Reply.Validation("/p", List.of(SOUND), List.of()));
        var text = terminal.run("validate");
        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).isEqualToNormalizingNewlines("Validated 1 tool\n");
        assertThat(Json.read(terminal.run("validate", "--json-output").out()))
                .isEqualTo(Map.of(
                        "status",
                        "ok",
                        "result",
                        Map.of(
                                "status",
                                "ok",
                                "validated",
                                List.of(Map.of("status", "ok", "path", "tools/greet.yml")))));
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        var result = terminal.project(new Reply.Validation("/p", List.of(SOUND, BROKEN), List.of()))
                .run("validate");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEqualToNormalizingNewlines("""
                Validation failed for tool 'search':
                  - tools/search.yml:3:7: unknown key 'naem'; did you mean 'name'?
                Validated 1 tool
                1 of 2 endpoint files failed
                """);
    }

    @Test
    void whatIsWrongIsToldToScripts() throws JsonException {
        terminal.project(new Reply.Validation("/p", List.of(SOUND, BROKEN), List.of()));
        var result = terminal.run("validate", "--json-output");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(Json.read(result.out()))
                .isEqualTo(Map.of(
                        "status",
                        "ok",
                        "result",
                        Map.of(
                                "status", "error",
                                "validated",
                                        List.of(
                                                Map.of("status", "ok", "path", "tools/greet.yml"),
                                                Map.of(
                                                        "status", "error",
                                                        "path", "/p/tools/search.yml",
                                                        "message", "unknown key 'naem'; did you mean 'name'?")),
                                "problems",
                                        List.of(Map.of(
                                                "severity", "error",
                                                "path", "tools/search.yml",
                                                "line", 3L,
                                                "column", 7L,
                                                "message", "unknown key 'naem'",
                                                "remedy", "did you mean 'name'?")))));
    }

    @Test
    void oneFileIsValidatedByItsPath() throws JsonException {
        terminal.project(new Reply.Validation(directory.toString(), List.of(SOUND, BROKEN), List.of()));
        assertThat(terminal.run("validate", "tools/greet.yml").exitCode()).isZero();
        assertThat(Json.read(terminal.run("validate", "tools/greet.yml", "--json-output")
                        .out()))
                .isEqualTo(Map.of("status", "ok", "result", Map.of("status", "ok", "path", "tools/greet.yml")));
        assertThat(terminal.run("validate", "tools/search.yml").exitCode()).isEqualTo(1);
        assertThat(terminal.run("validate", "tools/none.yml").err()).contains("not a valid endpoint");
    }

    @Test
    void aProjectWithoutEndpointsIsNotSound() {
        var result = terminal.project(new Reply.Validation("/p", List.of(), List.of()))
                .run("validate");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("No endpoints found");
    }

    @Test
    void aWarningIsShownAndForgiven() {
        var warning = Problem.warning(new Location("tools/a.yml", 1, 1), "'x' is never used", "");
        var verdict = new Verdict("tool", "a", "tools/a.yml", true, List.of(warning));
        var result = terminal.project(new Reply.Validation("/p", List.of(verdict), List.of()))
                .run("validate");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Warnings for tool 'a'", "warning: 'x' is never used", "Validated 1 tool");
    }

    @Test
    void listNamesEverythingAndNeverFails() throws JsonException {
        terminal.project(new Reply.Validation("/p", List.of(SOUND, BROKEN), List.of()));
        assertThat(terminal.run("list").out())
                .contains("Failed (1):", "search (tools/search.yml)", "Tools (1):", "greet (tools/greet.yml)");
        var result = terminal.run("list", "--json-output");
        assertThat(result.exitCode()).isZero();
        assertThat(Json.read(result.out()))
                .isEqualTo(Map.of(
                        "status",
                        "ok",
                        "result",
                        Map.of(
                                "status",
                                "error",
                                "endpoints",
                                List.of(
                                        Map.of(
                                                "path",
                                                "/p/tools/greet.yml",
                                                "kind",
                                                "tool",
                                                "name",
                                                "greet",
                                                "error",
                                                ""),
                                        Map.of(
                                                "path", "/p/tools/search.yml",
                                                "kind", "tool",
                                                "name", "search",
                                                "error", "unknown key 'naem'; did you mean 'name'?")))));
    }

    @Test
    void schemasAreShownByName() throws JsonException {
        assertThat(terminal.run("schema").out().lines()).contains("site", "endpoint");
        assertThat(terminal.run("schema", "endpoint").out()).contains("\"$schema\"");
        assertThat(terminal.run("schema", "endpiont")).satisfies(result -> {
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("endpiont", "endpoint");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completionKnowsEveryCommand(String shell) {
        var script = terminal.run("completion", shell);
        assertThat(script.exitCode()).isZero();
        assertThat(script.out()).contains("mxcp", "validate", "skip-output-validation");
    }

    private static Map<String, Object> row(Object... pairs) {
        var row = new LinkedHashMap<String, Object>();
        var rest = new ArrayList<>(Arrays.asList(pairs));
        while (!rest.isEmpty()) {
            row.put((String) rest.removeFirst(), rest.removeFirst());
        }
        return row;
    }
}
