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
import tools.jackson.databind.JsonNode;

/** Completions, toolsets and content of a served project. One server for all tests: none of them changes anything. */
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
                toolsets:
                  travel: {tags: [travel], endpoints: [trip]}
                """);
        file("tools/cities.yml", """
                tool:
                  name: cities
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
                  parameters: [{name: word, type: string, enum: [secret]}]
                  policies: {input: [{condition: "true", action: deny}]}
                  messages: [{prompt: "{{ word }}"}]
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
    void valuesAreCompletedFromTheEnumAToolAndAStatement() throws Exception {
        assertThat(complete("trip", "season", "su", Map.of())).containsExactly("summer");
        assertThat(complete("trip", "to", "lo", Map.of())).containsExactly("London");
        assertThat(complete("trip", "by", "s", Map.of())).containsExactlyInAnyOrder("ship", "ski");
        assertThat(complete("trip", "by", "s", Map.of("season", "winter"))).containsExactly("ski");
    }

    @Test
    void whoMayNotCallAPromptGetsNoValuesOfIt() throws Exception {
        assertThat(complete("guarded", "word", "", Map.of())).isEmpty();
    }

    @Test
    void aToolsetServesItsEndpointsAndNoOther() throws Exception {
        var travel = McpCalls.to(server.endpoint().resolve("/mcp/travel"));
        var listed = travel.call("tools/list", Map.of()).at("/result/tools");
        assertThat(listed.findValuesAsString("name")).containsExactly("cities");
        assertThat(travel.call("tools/call", Map.of("name", "other", "arguments", Map.of()))
                        .at("/error/message")
                        .asString())
                .isEqualTo("Unknown tool: other");
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
    void theCostOfToolsIsEstimatedForEachForAllAndByToolset() throws Exception {
        var report = mxcp.run(List.of("list", "--tokens", "--json-output"));
        assertThat(report.exitCode()).as(report.toString()).isZero();
        var result = Json.mapper().readTree(report.out()).path("result");
        var costs = result.path("tools")
                .valueStream()
                .collect(Collectors.toMap(
                        tool -> tool.path("name").asString(),
                        tool -> tool.path("tokens").asInt()));
        assertThat(costs).containsOnlyKeys("cities", "other");
        assertThat(result.path("total").asInt())
                .isEqualTo(costs.values().stream().mapToInt(i -> i).sum());
        assertThat(result.at("/toolsets/0/total").asInt()).isEqualTo(costs.get("cities"));
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
        var params = Map.of(
                "ref", Map.of("type", "ref/prompt", "name", prompt),
                "argument", Map.of("name", argument, "value", typed),
                "context", Map.of("arguments", known));
        var values = calls().call("completion/complete", params).at("/result/completion/values");
        return values.valueStream().map(JsonNode::asString).toList();
    }
}
