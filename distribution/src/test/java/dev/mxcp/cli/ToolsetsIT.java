package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A part of a project, served at its own address and alone, over HTTP and stdio, in both eras. */
@Timeout(180)
class ToolsetsIT {

    private static final Map<String, Object> WISHES = Map.of(
            "toolsListChanged",
            true,
            "resourcesListChanged",
            true,
            "promptsListChanged",
            true,
            "resourceSubscriptions",
            List.of("data://staff", "data://rates"));

    @TempDir
    private Path root;

    @BeforeEach
    void project() throws Exception {
        file("mxcp-site.yml", """
                mxcp: 1
                project: toolsets
                profile: default
                toolsets:
                  finance: {tags: [finance], endpoints: [audit, "data://rates", "data://ledger/{year}"]}
                  people: {endpoints: [payroll, hire, "data://staff"]}
                """);
        tool("ledger", "tags: [finance], source: {code: \"SELECT 'booked' AS state\"}");
        tool("payroll", "source: {code: SELECT 1}");
        tool("accounts", """
                parameters: [{name: prefix, type: string}], source: {code: "SELECT a \
                FROM (VALUES ('cash'), ('savings')) t(a) WHERE a LIKE $prefix || '%'"}""");
        prompt("audit", "Look at {{ account }}", "completion: {endpoint: accounts}");
        prompt("hire", "Hire for {{ account }}", "enum: [wages]");
        resource("data://rates", "rates", "");
        resource("data://staff", "staff", "");
        resource("data://ledger/{year}", "ledger", "parameters: [{name: year, type: string, enum: ['2024', '2025']}],");
    }

    @Test
    void atItsAddressAToolsetIsAllThereIs() throws Exception {
        try (var server = new InstalledMxcp(root).serve("--watch")) {
            var finance = McpCalls.to(server.endpoint().resolve("/mcp/finance"));
            assertServed(finance::call);
            assertServed(finance::modern);
            assertThat(names(server.calls()::modern, "tools/list", "tools"))
                    .containsExactlyInAnyOrder("accounts", "ledger", "payroll");
            try (var news = finance.listen(WISHES)) {
                assertHearsOfNothingElse(news::next);
            }
        }
    }

    @Test
    void aServerOfOneToolsetHasNothingElse() throws Exception {
        try (var server = new InstalledMxcp(root).serve("--toolset", "finance", "--watch")) {
            var all = server.calls();
            assertServed(all::call);
            assertServed(all::modern);
            for (var address : List.of("/mcp/people", "/mcp/finance")) {
                assertThat(McpCalls.to(server.endpoint().resolve(address))
                                .modern("tools/list", Map.of())
                                .has("error"))
                        .as(address)
                        .isTrue();
            }
            try (var news = all.listen(WISHES)) {
                assertHearsOfNothingElse(news::next);
            }
        }
    }

    @Test
    void aServerOfOneToolsetHasNothingElseOverStdioEither() throws Exception {
        try (var mxcp = new StdioMxcp(new InstalledMxcp(root), "--toolset", "finance", "--watch")) {
            mxcp.initialize();
            assertServed(mxcp::session);
            assertServed(mxcp::modern);
            mxcp.sendModern("subscriptions/listen", Map.of("notifications", WISHES));
            assertHearsOfNothingElse(() -> nextOfSubscription(mxcp));
        }
    }

    private static void assertServed(Wire wire) throws Exception {
        assertThat(names(wire, "tools/list", "tools")).containsExactly("ledger");
        assertThat(names(wire, "prompts/list", "prompts")).containsExactly("audit");
        assertThat(names(wire, "resources/list", "resources")).containsExactly("data://rates");
        assertThat(names(wire, "resources/templates/list", "resourceTemplates"))
                .containsExactly("data://ledger/{year}");

        assertThat(call(wire, "ledger").at("/result/content/0/text").asString()).contains("booked");
        assertThat(get(wire, "audit").at("/result/messages/0/content/text").asString())
                .isEqualTo("Look at cash");
        assertThat(read(wire, "data://rates").at("/result/contents/0/text").asString())
                .contains("first");
        assertThat(read(wire, "data://ledger/2024").at("/result/contents/0/uri").asString())
                .isEqualTo("data://ledger/2024");
        assertThat(values(prompt(wire, "audit", "sav")))
                .as("from a tool that is not in the toolset")
                .containsExactly("savings");
        assertThat(values(resource(wire, "data://ledger/{year}", "year"))).containsExactly("2024", "2025");

        for (var outside : List.of("payroll", "accounts")) {
            assertRefused(call(wire, outside), "Unknown tool: " + outside);
        }
        assertRefused(get(wire, "hire"), "Unknown prompt: hire");
        assertRefused(prompt(wire, "hire", ""), "Unknown prompt: hire");
        assertRefused(read(wire, "data://staff"), "Unknown resource: data://staff");
        assertRefused(resource(wire, "data://staff", "year"), "Unknown resource: data://staff");
    }

    /** Changes of the rest are told together with the next one of the toolset, or not at all. */
    private void assertHearsOfNothingElse(News news) throws Exception {
        var promised = news.next();
        assertThat(promised.path("method").asString()).isEqualTo("notifications/subscriptions/acknowledged");
        assertThat(promised.at("/params/notifications/resourceSubscriptions").toString())
                .isEqualTo("[\"data://rates\"]");

        tool("payroll", "description: Pays more, source: {code: SELECT 2}");
        prompt("hire", "Hire now", "enum: [wages, fees]");
        resource("data://staff", "staff", "description: Everybody,", "second");
        resource("data://rates", "rates", "", "second");
        var updated = news.next();
        assertThat(updated.path("method").asString()).isEqualTo("notifications/resources/updated");
        assertThat(updated.at("/params/uri").asString()).isEqualTo("data://rates");

        tool("ledger", "description: Books, tags: [finance], source: {code: SELECT 1}");
        assertThat(news.next().path("method").asString()).isEqualTo("notifications/tools/list_changed");
    }

    /** The session of the same client hears of changes as well. */
    private static JsonNode nextOfSubscription(StdioMxcp mxcp) throws InterruptedException {
        while (true) {
            var next = mxcp.next();
            if (next.at("/params/_meta").has("io.modelcontextprotocol/subscriptionId")) {
                return next;
            }
        }
    }

    private static void assertRefused(JsonNode answer, String message) {
        assertThat(answer.at("/error/message").asString()).as(answer.toString()).isEqualTo(message);
    }

    private static List<String> names(Wire wire, String method, String key) throws Exception {
        return wire.answer(method, Map.of())
                .at("/result/" + key)
                .valueStream()
                .map(entry -> entry.path("name").asString())
                .toList();
    }

    private static JsonNode call(Wire wire, String tool) throws Exception {
        return wire.answer("tools/call", Map.of("name", tool, "arguments", Map.of()));
    }

    private static JsonNode get(Wire wire, String prompt) throws Exception {
        return wire.answer("prompts/get", Map.of("name", prompt, "arguments", Map.of("account", "cash")));
    }

    private static JsonNode read(Wire wire, String uri) throws Exception {
        return wire.answer("resources/read", Map.of("uri", uri));
    }

    private static JsonNode prompt(Wire wire, String name, String typed) throws Exception {
        return wire.answer(
                "completion/complete",
                Map.of(
                        "ref", Map.of("type", "ref/prompt", "name", name),
                        "argument", Map.of("name", "account", "value", typed)));
    }

    private static JsonNode resource(Wire wire, String uri, String variable) throws Exception {
        return wire.answer(
                "completion/complete",
                Map.of(
                        "ref", Map.of("type", "ref/resource", "uri", uri),
                        "argument", Map.of("name", variable, "value", "20")));
    }

    private static List<String> values(JsonNode answer) {
        return answer.at("/result/completion/values")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private void tool(String name, String more) throws IOException {
        file("tools/" + name + ".yml", "tool: {name: " + name + ", " + more + "}");
    }

    private void prompt(String name, String text, String suggestions) throws IOException {
        file("prompts/" + name + ".yml", """
                prompt:
                  name: %s
                  parameters: [{name: account, type: string, %s}]
                  messages: [{prompt: "%s"}]
                """.formatted(name, suggestions, text));
    }

    private void resource(String uri, String name, String more) throws IOException {
        resource(uri, name, more, "first");
    }

    private void resource(String uri, String name, String more, String value) throws IOException {
        file("resources/" + name + ".yml", """
                resource: {uri: "%s", %s mime_type: text/plain, source: {code: "SELECT '%s' AS v"}}
                """.formatted(uri, more, value));
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Answers a request, whatever it travels by. */
    @FunctionalInterface
    private interface Wire {
        JsonNode answer(String method, Map<String, ?> params) throws Exception;
    }

    /** Tells what changes, one by one. */
    @FunctionalInterface
    private interface News {
        JsonNode next() throws Exception;
    }
}
