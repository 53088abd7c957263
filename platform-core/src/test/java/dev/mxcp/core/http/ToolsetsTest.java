package dev.mxcp.core.http;

import static dev.mxcp.core.mcp.TestingProject.message;
import static dev.mxcp.core.mcp.TestingProject.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.mcp.TestingProject;
import dev.mxcp.core.project.TaskDefinition;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolsetsTest {

    private final TestingServer server = new TestingServer(project(1));
    private final TestingClient finance = TestingClient.initialized(server.http, "/finance");

    private static TestingProject project(long number) {
        return new TestingProject(number)
                .tool("ledger", _ -> ok("booked"))
                .tool("payroll", _ -> ok("paid"))
                .prompt("audit", _ -> message("user", "Look"))
                .prompt("hire", _ -> message("user", "Whom"))
                .resource("data://ledger/{year}", "text/plain", _ -> ok("all"), "year")
                .resource("data://staff", "text/plain", _ -> ok("all"))
                .toolset("finance", "ledger", "audit", "data://ledger/{year}")
                .toolset("people", "payroll", "hire", "data://staff");
    }

    @AfterEach
    void stop() {
        finance.close();
        server.close();
    }

    @Test
    void listsShowWhatBelongsToTheToolset() {
        assertThat(finance.answer("tools/list", "{}").toString())
                .contains("ledger")
                .doesNotContain("payroll");
        assertThat(finance.answer("prompts/list", "{}").toString())
                .contains("audit")
                .doesNotContain("hire");
        assertThat(finance.answer("resources/list", "{}").toString()).doesNotContain("staff");
        assertThat(finance.answer("resources/templates/list", "{}").toString()).contains("data://ledger/{year}");
    }

    @Test
    void whatIsOutsideIsUnknownThere() {
        assertThat(finance.callTool("ledger").toString()).contains("booked");
        assertThat(finance.answer("tools/call", "{\"name\":\"payroll\",\"arguments\":{}}")
                        .toString())
                .contains("-32602", "Unknown tool: payroll");
        assertThat(finance.answer("prompts/get", "{\"name\":\"hire\"}").toString())
                .contains("Unknown prompt");
        assertThat(finance.answer("resources/read", "{\"uri\":\"data://staff\"}")
                        .toString())
                .contains("Unknown resource");
        assertThat(finance.answer("resources/subscribe", "{\"uri\":\"data://staff\"}")
                        .toString())
                .contains("Unknown resource");
        assertThat(finance.answer("completion/complete", """
                                {"ref":{"type":"ref/prompt","name":"hire"},"argument":{"name":"a","value":""}}""").toString()).contains("Unknown prompt");
    }

    @Test
    void aRequestWithoutASessionIsBoundToItsAddressAsWell() {
        var request = """
                {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"payroll","arguments":{},
                "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",
                "io.modelcontextprotocol/clientCapabilities":{}}}}""";
        assertThat(send("/finance", request)).contains("Unknown tool");
        assertThat(send("/people", request)).contains("paid");
        assertThat(send("", request)).contains("paid");
    }

    @Test
    void aSessionIsKnownWhereItWasOpenedOnly() {
        var elsewhere = TestingClient.initialized(server.http, "/people");
        assertThat(finance.send(finance.request("/people")
                                .POST(BodyPublishers.ofString(TestingClient.callTool(1, "payroll"))))
                        .statusCode())
                .isEqualTo(404);
        assertThat(elsewhere.callTool("payroll").toString()).contains("paid");
        elsewhere.close();
    }

    @Test
    void aTaskIsKnownWhereItWasStartedOnly() {
        var extension = "io.modelcontextprotocol/tasks";
        var capabilities = Map.of("extensions", Map.of(extension, Map.of()));
        var project = new TestingProject()
                .task(new TaskDefinition(true, Duration.ZERO, null, null, null), "report", _ -> ok("done"))
                .toolset("finance", "report")
                .toolset("people", "report");
        try (var tasks = new TestingServer(project);
                var here = new ModernClient(tasks.http, "/finance").with("clientCapabilities", capabilities);
                var elsewhere = new ModernClient(tasks.http, "/people").with("clientCapabilities", capabilities);
                var everything = new ModernClient(tasks.http).with("clientCapabilities", capabilities)) {
            var id = here.result(here.call("report", Map.of())).get("taskId");
            var about = Map.of("taskId", id);
            assertThat(here.result(here.request("tasks/get", about))).containsEntry("taskId", id);
            for (var method : List.of("tasks/get", "tasks/cancel", "tasks/update")) {
                for (var client : List.of(elsewhere, everything)) {
                    assertThat(client.error(client.request(method, about)).toString())
                            .contains("there is no such task");
                }
            }
        }
    }

    @Test
    void aToolsetThatIsNotThereIsNotFound() {
        var client = new TestingClient(server.http, "/nowhere");
        assertThat(client.post(TestingClient.request(1, "ping", "{}")).statusCode())
                .isEqualTo(404);
        client.close();
    }

    @Test
    void aReloadIsToldToTheToolsetsThatItTouches() throws Exception {
        try (var events = finance.listen(null)) {
            events.next();
            server.reload(project(2).tool("other", _ -> ok(null)));
            server.reload(new TestingProject(3).tool("ledger", _ -> ok(null)).toolset("finance", "ledger"));
            assertThat(List.of(events.next().data(), events.next().data()))
                    .satisfiesExactly(
                            resources -> assertThat(resources).contains("resources/list_changed"),
                            prompts -> assertThat(prompts).contains("prompts/list_changed"));
        }
    }

    private String send(String path, String body) {
        var client = new TestingClient(server.http, path);
        try (client) {
            return client.send(client.request()
                            .header("MCP-Protocol-Version", "2026-07-28")
                            .header("Mcp-Method", "tools/call")
                            .header("Mcp-Name", "payroll")
                            .POST(BodyPublishers.ofString(body)))
                    .body();
        }
    }
}
