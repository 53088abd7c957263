package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Completions, content and cost of a served project. One server for all tests: none of them changes anything. */
class OfferingsIT {

    @TempDir
    static Path root;

    private static InstalledMxcp mxcp;
    private static InstalledMxcp.Server server;

    @BeforeAll
    static void serve() throws Exception {
        file("mxcp-site.yml", """
                mxcp: 1
                project: offerings
                profile: default
                sql_tools: {enabled: true}
                toolsets:
                  travel: {tags: [travel], endpoints: [trip]}
                  tables: {endpoints: [list_tables]}
                """);
        file("tools/cities.yml", """
                tool:
                  name: cities
                  description: Cités, "où" l'on va
                  tags: [travel]
                  parameters: [{name: prefix, type: string, default: ""}]
                  source:
                    code: SELECT n FROM (VALUES ('Lisbon'), ('London'), ('Rome')) t(n) WHERE n ILIKE $prefix || '%'
                """);
        file("tools/other.yml", "tool: {name: other, source: {code: SELECT 1}}");
        file("prompts/trip.yml", """
                prompt:
                  name: trip
                  parameters:
                    - {name: season, type: string, enum: [summer, winter]}
                    - {name: to, type: string, completion: {endpoint: cities}}
                    - name: by
                      type: string
                      completion:
                        sql: >
                          SELECT n FROM (VALUES ('ship', 'summer'), ('ski', 'winter')) t(n, s)
                          WHERE n LIKE $prefix || '%' AND ($season IS NULL OR s = $season)
                  messages:
                    - prompt: "To {{ to }} by {{ by }} in {{ season }}"
                    - {type: image, data: AAAA, mime_type: image/png}
                    - {type: resource, uri: "trip://{{ to }}", text: "All of {{ to }}"}
                """);
        file("prompts/guarded.yml", """
                prompt:
                  name: guarded
                  parameters:
                    - {name: word, type: string, enum: [secret]}
                    - {name: city, type: string, completion: {endpoint: cities}}
                    - {name: port, type: string, completion: {file: ../sql/ports.sql}}
                  policies: {input: [{condition: "true", action: deny}]}
                  messages: [{prompt: "{{ word }}"}]
                """);
        file("prompts/sail.yml", """
                prompt:
                  name: sail
                  parameters: [{name: port, type: string, completion: {file: ../sql/ports.sql}}]
                  messages: [{prompt: "To {{ port }}"}]
                """);
        file("sql/ports.sql", "SELECT p FROM (VALUES ('Bergen'), ('Bari'), ('Cork')) t(p) WHERE p LIKE $prefix || '%'");
        file("resources/place.yml", """
                resource:
                  uri: places://{country}/{city}
                  parameters:
                    - {name: country, type: string, examples: [Italy, Portugal]}
                    - name: city
                      type: string
                      completion:
                        sql: >
                          SELECT n FROM (VALUES ('Rome', 'Italy'), ('Lisbon', 'Portugal')) t(n, c)
                          WHERE $country IS NULL OR c = $country
                  source: {code: "SELECT $city || ' in ' || $country AS place"}
                """);
        file("prompts/talk.yml", """
                prompt:
                  name: talk
                  source: {code: "SELECT 'user' AS role, 'Hello' AS prompt UNION ALL SELECT 'assistant', 'Yes'"}
                """);
        mxcp = new InstalledMxcp(root);
        server = mxcp.serve();
    }

    private static void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void valuesAreCompletedFromTheEnumAToolAStatementAndAFile() throws Exception {
        assertThat(complete("trip", "season", "su", Map.of())).containsExactly("summer");
        assertThat(complete("trip", "to", "lo", Map.of())).containsExactly("London");
        assertThat(complete("trip", "by", "s", Map.of())).containsExactlyInAnyOrder("ship", "ski");
        assertThat(complete("trip", "by", "s", Map.of("season", "winter"))).containsExactly("ski");
        assertThat(complete("sail", "port", "B", Map.of())).containsExactlyInAnyOrder("Bergen", "Bari");
    }

    @Test
    void variablesOfAUriAreCompletedAsWell() throws Exception {
        var place = Map.of("type", "ref/resource", "uri", "places://{country}/{city}");
        assertThat(complete(place, "country", "i", Map.of())).containsExactly("Italy");
        assertThat(complete(place, "city", "", Map.of())).containsExactlyInAnyOrder("Rome", "Lisbon");
        assertThat(complete(place, "city", "", Map.of("country", "Italy"))).containsExactly("Rome");
    }

    @Test
    void whoMayNotCallAPromptGetsNoValuesOfIt() throws Exception {
        for (var argument : List.of("word", "city", "port")) {
            assertThat(complete("guarded", argument, "", Map.of())).as(argument).isEmpty();
        }
    }

    @Test
    void aPromptCarriesImagesAndResources() throws Exception {
        var arguments = Map.of("to", "Rome", "by", "ship", "season", "summer");
        var messages = calls().call("prompts/get", Map.of("name", "trip", "arguments", arguments))
                .at("/result/messages");
        assertThat(messages.at("/0/content/text").asString()).isEqualTo("To Rome by ship in summer");
        assertThat(messages.at("/1/content/data").asString()).isEqualTo("AAAA");
        assertThat(messages.at("/2/content/resource/uri").asString()).isEqualTo("trip://Rome");
    }

    @Test
    void aPromptIsMadeBySqlAsWell() throws Exception {
        var messages = calls().call("prompts/get", Map.of("name", "talk")).at("/result/messages");
        assertThat(messages.findValuesAsString("role")).containsExactly("user", "assistant");
        assertThat(messages.findValuesAsString("text")).containsExactly("Hello", "Yes");
    }

    @Test
    void theCostOfAToolIsThatOfItsEntryAsClientsGetIt() throws Exception {
        var entries = calls().call("tools/list", Map.of()).at("/result/tools");
        var expected = entries.valueStream()
                .collect(Collectors.toMap(
                        entry -> entry.path("name").asString(),
                        entry -> Math.ceilDiv(entry.toString().length(), 4)));
        assertThat(expected)
                .containsOnlyKeys("cities", "other", "execute_sql_query", "list_tables", "get_table_schema");
        var total = expected.values().stream().mapToInt(i -> i).sum();

        var report = tokens(mxcp);
        assertThat(report.path("tools")
                        .valueStream()
                        .collect(Collectors.toMap(
                                tool -> tool.path("name").asString(),
                                tool -> tool.path("tokens").asInt())))
                .isEqualTo(expected);
        assertThat(report.path("total").asInt()).isEqualTo(total);
        assertThat(report.path("toolsets").toString())
                .isEqualTo("[%s,%s]"
                        .formatted(
                                toolset("travel", expected.get("cities")),
                                toolset("tables", expected.get("list_tables"))));

        var printed = mxcp.run(List.of("list", "--tokens"));
        assertThat(printed.exitCode()).as(printed.toString()).isZero();
        var lines =
                printed.out().lines().map(line -> line.replaceAll(" +│ ", " ")).toList();
        expected.forEach((tool, tokens) -> assertThat(lines).contains(tool + " " + tokens));
        assertThat(lines)
                .contains(
                        "Tool Tokens",
                        "Total: " + total + " tokens, estimated as characters of JSON / 4",
                        "Toolset Tokens",
                        "travel " + expected.get("cities"),
                        "tables " + expected.get("list_tables"));
    }

    @Test
    void whatToolsCostIsToldWithoutADatabase(@TempDir Path other) throws Exception {
        var site = "mxcp: 1\nproject: other\nprofile: default\nprofiles: {default: {duckdb: {path: %s.duckdb}}}\n";
        Files.createDirectories(other.resolve("tools"));
        Files.writeString(other.resolve("tools/a.yml"), "tool: {name: a, source: {code: SELECT * FROM nowhere}}");
        Files.writeString(other.resolve("damaged.duckdb"), "not a database");
        for (var database : List.of("damaged", "none")) {
            Files.writeString(other.resolve("mxcp-site.yml"), site.formatted(database));
            assertThat(tokens(new InstalledMxcp(other)).at("/tools/0/name").asString())
                    .isEqualTo("a");
        }
        assertThat(other.resolve("none.duckdb")).doesNotExist();
    }

    /** Whoever makes descriptions or schemas longer for everybody has to say so here. */
    @ParameterizedTest
    @CsvSource({"earthquakes, 2300", "chinook, 1950"})
    void theToolsOfAnExampleStayLean(String example, int budget) throws Exception {
        assertThat(tokens(new InstalledMxcp(InstalledMxcp.example(example)))
                        .path("total")
                        .asInt())
                .isBetween(budget * 9 / 10, budget);
    }

    private static String toolset(String name, int total) {
        return "{\"name\":\"%s\",\"tools\":1,\"total\":%d}".formatted(name, total);
    }

    private static JsonNode tokens(InstalledMxcp mxcp) throws Exception {
        var report = mxcp.run(List.of("list", "--tokens", "--json-output"));
        assertThat(report.exitCode()).as(report.toString()).isZero();
        return Json.mapper().readTree(report.out()).path("result");
    }

    @Test
    void aToolsetThatIsNotThereIsToldWithTheNearestName(@TempDir Path other) throws Exception {
        for (var name : List.of("mxcp-site.yml", "tools/cities.yml", "prompts/trip.yml")) {
            Files.createDirectories(other.resolve(name).getParent());
            Files.copy(root.resolve(name), other.resolve(name));
        }
        var result = new InstalledMxcp(other).run(List.of("serve", "--transport", "stdio", "--toolset", "travl"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("there is no toolset 'travl'; did you mean 'travel'?");
    }

    private static McpCalls calls() {
        return McpCalls.to(server.endpoint());
    }

    private static List<String> complete(String prompt, String argument, String typed, Map<String, String> known)
            throws Exception {
        return complete(Map.of("type", "ref/prompt", "name", prompt), argument, typed, known);
    }

    /** The values, which are the same in both eras. */
    private static List<String> complete(
            Map<String, String> owner, String argument, String typed, Map<String, String> known) throws Exception {
        var params = Map.of(
                "ref", owner,
                "argument", Map.of("name", argument, "value", typed),
                "context", Map.of("arguments", known));
        var completion = calls().call("completion/complete", params).at("/result/completion");
        assertThat(completion.path("values").isArray())
                .as(completion.toString())
                .isTrue();
        assertThat(calls().modern("completion/complete", params).at("/result/completion"))
                .isEqualTo(completion);
        return completion.path("values").valueStream().map(JsonNode::asString).toList();
    }
}
