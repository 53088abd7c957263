package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mxcp.cli.InstalledMxcp.Result;
import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Holds the built distribution against what the fixture projects expect in their {@code expected.json}. */
class FixturesIT {

    private static final List<String> RUNNABLE = List.of(
            "python",
            "return-type-validation",
            "runner",
            "seeds/introduction",
            "seeds/methodology",
            "seeds/overview",
            "seeds/whitepaper");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validation",
                "list",
                "python",
                "runner",
                "serve-errors",
                "seeds/introduction",
                "seeds/methodology",
                "seeds/overview",
                "seeds/whitepaper"
            })
    void validateJudgesEveryFile(String fixture) throws Exception {
        var project = prepared(fixture);
        var result = mxcp(project).run(List.of("validate", "--json-output"));

        var judged = new LinkedHashMap<String, String>();
        for (var file : Json.mapper().readTree(result.out()).path("result").path("validated")) {
            var path = project.root().resolve(file.path("path").asString());
            judged.put(
                    project.root().relativize(path).toString(),
                    file.path("status").asString());
        }
        var expected = new LinkedHashMap<String, String>();
        for (var file : verdicts(project)) {
            expected.put(file.path("path").asString(), file.path("status").asString());
        }
        assertThat(judged).as(result.toString()).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(result.exitCode()).isEqualTo(expected.containsValue("error") ? 1 : 0);
    }

    @TestFactory
    Stream<DynamicTest> runAnswersAsExpected() {
        return RUNNABLE.stream().flatMap(this::runs);
    }

    private Stream<DynamicTest> runs(String fixture) {
        try {
            var project = prepared(fixture);
            return StreamSupport.stream(project.expected().path("runs").spliterator(), false)
                    .map(run -> dynamicTest(name(fixture, run), () -> check(project, run)));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String name(String fixture, JsonNode run) {
        return fixture + ": " + String.join(" ", arguments(run));
    }

    private static void check(ProjectCopy project, JsonNode run) throws Exception {
        var result = mxcp(project).run(arguments(run));
        var answer = Json.mapper().readTree(result.out());
        if (run.has("refused")) {
            assertRefused(result, answer, List.of("policies"));
        } else if (run.path("error").asBoolean()) {
            assertRefused(
                    result,
                    answer,
                    run.path("mentions").valueStream().map(JsonNode::asString).toList());
        } else {
            assertThat(answer.path("status").asString()).as(result.toString()).isEqualTo("ok");
            assertThat(PlainJson.of(answer.path("result"))).isEqualTo(PlainJson.of(run.path("result")));
            assertThat(result.exitCode()).isZero();
        }
    }

    private static void assertRefused(Result result, JsonNode answer, List<String> mentions) {
        assertThat(answer.path("status").asString()).as(result.toString()).isEqualTo("error");
        assertThat(mentions)
                .allSatisfy(words -> assertThat(answer.path("error").asString()).contains(words));
        assertThat(result.exitCode()).isEqualTo(1);
    }

    private static List<String> arguments(JsonNode run) {
        var arguments = new ArrayList<>(List.of("run", "tool", run.path("tool").asString(), "--json-output"));
        run.path("params").forEach(parameter -> arguments.addAll(List.of("-p", parameter.asString())));
        run.path("options").forEach(option -> arguments.add(option.asString()));
        return arguments;
    }

    private static Iterable<JsonNode> verdicts(ProjectCopy project) throws IOException {
        var expected = project.expected();
        return expected.has("validate") ? expected.path("validate") : expected.path("validated");
    }

    private ProjectCopy prepared(String fixture) throws IOException, InterruptedException {
        var folder = Files.createDirectories(
                directory.resolve(fixture.replace('/', '-').toLowerCase(Locale.ROOT)));
        var project = ProjectCopy.ofFixture(fixture, folder);
        PythonEnvironment.into(project);
        var setup = project.expected().path("setup").asString("");
        if (!setup.isEmpty()) {
            var result = mxcp(project).run(List.of("query", "--file", setup, "--json-output"));
            assertThat(result.exitCode()).as(result.toString()).isZero();
        }
        return project;
    }

    private static InstalledMxcp mxcp(ProjectCopy project) {
        return new InstalledMxcp(project.root());
    }
}
