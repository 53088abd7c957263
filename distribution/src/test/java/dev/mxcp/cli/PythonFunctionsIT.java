package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.cli.InstalledMxcp.Result;
import dev.mxcp.core.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL functions written in Python, through the built distribution, on both engines. */
@ParameterizedClass
@ValueSource(strings = {"1.5", "2.0"})
@Timeout(300)
class PythonFunctionsIT {

    @TempDir
    private Path directory;

    @Parameter
    private String engine;

    private InstalledMxcp mxcp;

    @BeforeEach
    void copyProject() throws Exception {
        var root = ProjectCopy.ofFixture("python-functions", directory).root();
        Files.writeString(
                root.resolve("mxcp-site.yml"),
                "profiles:\n  default:\n    duckdb:\n      engine: \"%s\"\n".formatted(engine),
                StandardOpenOption.APPEND);
        mxcp = new InstalledMxcp(root);
        var setup = mxcp.run(List.of("query", "--file", "setup.sql"));
        assertThat(setup.exitCode()).as(setup.toString()).isZero();
    }

    @Test
    void aPluginIsConfiguredAndValid() throws Exception {
        var validated = mxcp.run(List.of("validate"));

        assertThat(validated.exitCode()).as(validated.toString()).isZero();
        assertThat(answer("encrypted", "-p", "text=hello")).isEqualTo(PlainJson.of("""
                [{"secret": "khoor", "text": "hello"}]"""));
    }

    @Test
    void everyTypeComesBackAsItWent() throws Exception {
        assertThat(answer("kinds")).isEqualTo(PlainJson.of("""
                [{
                  "whole": 7, "whole_type": "INTEGER", "wide": 9007199254740993, "real": 0.1, "truth": true,
                  "text": "größer 😀", "money": 12345678901234.567, "data": "AP8=",
                  "day": "2024-02-29", "clock": "10:11:12.000013", "moment": "2024-02-29T10:11:12.000013", "span": true,
                  "numbers": [1, null, 3], "counts": {"1": "one", "2": null}, "counted": "one",
                  "point": {"x": 2, "name": "A"}
                }]"""));
    }

    @Test
    void nullReachesAFunctionAndComesOutOfIt() throws Exception {
        assertThat(answer("nulls")).isEqualTo(PlainJson.of("""
                [{
                  "of_null": -1, "of_empty": 0, "nothing": null, "real": null, "text": null, "day": null,
                  "numbers": null, "point": {"x": 2, "name": null}
                }]"""));
    }

    @Test
    void everyRowKnowsWhoCalls() throws Exception {
        assertThat(answer("callers", "-u", "{\"username\": \"ann\"}")).isEqualTo(PlainJson.of("""
                [{"me": "ann", "who": "ann", "rows": 100000}]"""));
        assertThat(answer("callers")).isEqualTo(PlainJson.of("""
                [{"me": "nobody", "who": "nobody", "rows": 100000}]"""));
    }

    @Test
    void aFunctionMayQueryWhileItsStatementRuns() throws Exception {
        assertThat(answer("looked_up")).isEqualTo(PlainJson.of("""
                [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Ben"}, {"id": 3, "name": "Carla"}]"""));
    }

    @Test
    void aModuleOfTheProjectDeclaresFunctionsToo() throws Exception {
        assertThat(answer("through_sql", "-p", "value=10")).isEqualTo(PlainJson.of("""
                {"rows": [{"four_times": 40}]}"""));
    }

    @Test
    void whatAFunctionRaisesIsToldWithItsName() throws Exception {
        assertThat(error("fails")).contains("fails_kinds", "13 is not welcome");
        assertThat(error("too_large")).contains("too_large_kinds", "3000000000", "does not fit INTEGER");
    }

    @Test
    void aPluginThatCannotBeLoadedIsAProblemOfTheProject() throws Exception {
        Files.writeString(mxcp.folder().resolve("plugins/kinds.py"), "import no_such_module\n");

        var validated = mxcp.run(List.of("validate"));

        assertThat(validated.exitCode()).isEqualTo(1);
        assertThat(validated.out() + validated.err())
                .contains("kinds", "no_such_module")
                .doesNotContain("\tat ", "Traceback");
    }

    private @Nullable Object answer(String tool, String... options) throws Exception {
        var result = run(tool, options);
        assertThat(result.exitCode()).as(result.toString()).isZero();
        return PlainJson.of(Json.mapper().readTree(result.out()).path("result"));
    }

    private String error(String tool) throws Exception {
        var result = run(tool);
        assertThat(result.exitCode()).isEqualTo(1);
        var error = Json.mapper().readTree(result.out()).path("error").asString();
        assertThat(error).doesNotContain("Traceback", "\tat ", "java.", "dev.mxcp", "PlatformException");
        return error;
    }

    private Result run(String tool, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of("run", "tool", tool, "--json-output"));
        arguments.addAll(List.of(options));
        return mxcp.run(arguments);
    }
}
