package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import dev.mxcp.core.json.JsonException;
import dev.mxcp.core.local.Reply;
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

/** How results and failures look, to people and to programs. */
class ResultOutputTest {

    @TempDir
    private Path directory;

    private TestingTerminal terminal;

    @BeforeEach
    void sitDown() {
        terminal = new TestingTerminal(directory);
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
    void aDefectShowsItsWordsAndItsTraceOnlyToThoseWhoDebug() throws JsonException {
        terminal.project(request -> {
            throw new IllegalStateException("boom");
        });
        assertThat(terminal.run("query", "SELECT 1").err())
                .contains("IllegalStateException")
                .doesNotContain("boom", "\tat ");
        assertThat(terminal.run("query", "SELECT 1", "--debug").err()).contains("boom", "Traceback:", "\tat ");
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

    private static Map<String, Object> row(Object... pairs) {
        var row = new LinkedHashMap<String, Object>();
        var rest = new ArrayList<>(Arrays.asList(pairs));
        while (!rest.isEmpty()) {
            row.put((String) rest.removeFirst(), rest.removeFirst());
        }
        return row;
    }
}
