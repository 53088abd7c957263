package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The shipped examples keep what their tests promise, on both engines, with their own and with the full data. */
class ExamplesIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "earthquakes, 1.5",
        "earthquakes, 2.0",
        "chinook, 1.5",
        "chinook, 2.0",
        "python-analytics, 1.5",
        "python-analytics, 2.0"
    })
    void theTestsOfAnExamplePass(String example, String engine) throws Exception {
        passes(copy(example, engine));
    }

    @ParameterizedTest
    @CsvSource({"earthquakes, 1.5", "earthquakes, 2.0", "chinook, 1.5", "chinook, 2.0"})
    void theTestsOfAnExamplePassOnTheFullData(String example, String engine) throws Exception {
        assumeTrue(FullData.beside().isPresent(), "the full data is not beside the project");
        var project = copy(example, engine);
        FullData.beside().putInto(project);

        passes(project);
    }

    @Test
    void anExampleWorksFromASubFolder() throws Exception {
        var project = copy("earthquakes", "auto");

        var result = new InstalledMxcp(project.root().resolve("tools"))
                .run(List.of("run", "tool", "get_earthquake", "-p", "id=us1000chhc", "--json-output"));

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.out()).contains("22km NNE of Hualian, Taiwan");
    }

    @Test
    void whoIsCallingDecidesWhatIsAnswered() throws Exception {
        var project = copy("chinook", "auto");

        var jane = run(
                project, "run", "tool", "my_customers", "--json-output", "-u", "{\"email\":\"jane@chinookcorp.com\"}");
        var nobody = run(project, "run", "tool", "my_customers", "--json-output");

        assertThat(jane.findValuesAsString("name")).contains("Luís Gonçalves").doesNotContain("Leonie Köhler");
        assertThat(nobody.path("result").size()).isZero();
    }

    @Test
    void resourcesAndPromptsAreServed() throws Exception {
        var project = copy("earthquakes", "auto");
        try (var server = new InstalledMxcp(project.root()).serve()) {
            var calls = server.calls();
            var catalog = calls.call("resources/read", Map.of("uri", "earthquakes://catalog"));
            var event = calls.call("resources/read", Map.of("uri", "earthquakes://events/us1000chhc"));
            var briefing = calls.call(
                    "prompts/get",
                    Map.of("name", "earthquake_briefing", "arguments", Map.of("regions", "[\"Taiwan\", \"Alaska\"]")));

            assertThat(PlainJson.of(catalog.at("/result/contents/0/text").asString()))
                    .extracting("events")
                    .hasToString("213");
            assertThat(event.at("/result/contents/0/mimeType").asString()).isEqualTo("application/geo+json");
            assertThat(event.at("/result/contents/0/text").asString()).contains("Hualian");
            assertThat(briefing.at("/result/messages/1/content/text").asString())
                    .contains("in Taiwan, Alaska.")
                    .contains("2. Call find_earthquakes with place \"Alaska\"");
        }
    }

    private void passes(ProjectCopy project) throws Exception {
        var report = run(project, "validate", "--json-output");
        assertThat(report.at("/result/status").asString()).as(report.toString()).isEqualTo("ok");
        try (var server = new InstalledMxcp(project.root()).serve()) {
            for (var test : ExampleTests.of(project.root())) {
                if (!test.has("user_context")) {
                    check(test, server.calls().tool(test.tool(), test.arguments()));
                }
            }
        }
    }

    private static void check(ExampleTests.Case test, JsonNode answer) {
        var what = "%s, %s: %s".formatted(test.tool(), test.name(), answer);
        assertThat(answer.path("isError").asBoolean()).as(what).isEqualTo(test.has("expect_error"));
        var content = answer.path("structuredContent");
        if (test.has("error_contains")) {
            assertThat(answer.at("/content/0/text").asString()).contains((String) test.get("error_contains"));
        }
        if (test.has("result_length")) {
            assertThat(content.path("result").size()).as(what).isEqualTo(test.get("result_length"));
        }
        if (test.has("result_contains")) {
            assertThat(members(content)).as(what).containsAllEntriesOf(members(test.get("result_contains")));
        }
        if (test.has("result_contains_item")) {
            var item = members(test.get("result_contains_item"));
            assertThat(content.path("result").valueStream().map(ExamplesIT::members))
                    .as(what)
                    .anySatisfy(each -> assertThat(each).containsAllEntriesOf(item));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Object value) {
        return (Map<String, Object>) PlainJson.of(value instanceof JsonNode node ? node.toString() : Json.write(value));
    }

    private static JsonNode run(ProjectCopy project, String... arguments) throws IOException, InterruptedException {
        return Json.mapper()
                .readTree(new InstalledMxcp(project.root())
                        .run(List.of(arguments))
                        .out());
    }

    private ProjectCopy copy(String example, String engine) throws IOException, InterruptedException {
        var project = ProjectCopy.of(InstalledMxcp.example(example), directory);
        Files.writeString(
                project.root().resolve("mxcp-site.yml"),
                "profiles:\n  default:\n    duckdb:\n      engine: \"%s\"\n".formatted(engine),
                StandardOpenOption.APPEND);
        if (example.equals(PythonExample.NAME)) {
            new PythonExample(project).install();
        }
        return project;
    }
}
