package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import dev.mxcp.core.local.Reply;
import dev.mxcp.core.local.Verdict;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code validate} and {@code list} say of a project. */
class ValidationOutputTest {

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
}
