package dev.mxcp.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.http.HttpServer;
import dev.mxcp.core.http.HttpSettings;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The official Java client, over every transport. */
@Timeout(60)
class OfficialClientTest {

    private final BlockingQueue<McpSchema.ProgressNotification> progress = new LinkedBlockingQueue<>();
    private final BlockingQueue<McpSchema.LoggingMessageNotification> logs = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<McpSchema.Tool>> toolChanges = new LinkedBlockingQueue<>();
    private final AtomicReference<Generation> generation = new AtomicReference<>(ClientProject.create());
    private final McpService service =
            new McpService(generation::get, ServerInfo.of("mxcp", "1.2.3"), McpLimits.DEFAULT);

    @Test
    void aClientDoesEverythingOverHttp() throws InterruptedException {
        var server = HttpServer.start(HttpSettings.loopback(0), service);
        try (var client = client(http(server))) {
            assertThat(client.initialize().protocolVersion()).isEqualTo("2025-11-25");
            doEverything(client);
        } finally {
            server.close(Duration.ZERO);
        }
    }

    @Test
    void aClientDoesEverythingOverStdio() throws InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var parameters = ServerParameters.builder(java)
                .args("-cp", System.getProperty("java.class.path"), StdioMain.class.getName())
                .build();
        try (var client = client(new StdioClientTransport(parameters, McpJsonDefaults.getMapper()))) {
            client.initialize();
            doEverything(client);
        }
    }

    @Test
    void aClientUsesAStatelessServer() {
        var server = HttpServer.start(HttpSettings.loopback(0).withStateless(true), service);
        try (var client = client(http(server))) {
            client.initialize();

            assertThat(client.listTools().tools()).hasSize(5);
            assertThat(text(call(client, "hello", Map.of("name", "Ada")))).isEqualTo("Hello Ada");
            assertThat(text(call(client, "ask", Map.of()))).contains("cannot ask its user");
        } finally {
            server.close(Duration.ZERO);
        }
    }

    @Test
    void aClientThatListensSeesAReload() throws InterruptedException {
        var server = HttpServer.start(HttpSettings.loopback(0), service);
        try (var client = client(http(server))) {
            client.initialize();
            // the client opens its listening stream after the answer to initialize; a call through it proves nothing,
            // so the list changes until that is seen
            List<McpSchema.Tool> seen = null;
            for (var number = 2; seen == null; number++) {
                generation.set(new TestingProject(number).tool("renamed_" + number, _ -> TestingProject.ok(null)));
                service.generationChanged();
                seen = toolChanges.poll(50, java.util.concurrent.TimeUnit.MILLISECONDS);
            }
            assertThat(seen)
                    .singleElement()
                    .extracting(McpSchema.Tool::name)
                    .asString()
                    .startsWith("renamed_");
        } finally {
            server.close(Duration.ZERO);
        }
    }

    private void doEverything(McpSyncClient client) throws InterruptedException {
        assertThat(client.getServerInfo().name()).isEqualTo("mxcp");
        assertThat(client.listTools().tools())
                .extracting(McpSchema.Tool::name)
                .containsExactly("hello", "work", "ask", "ask_for_a_number", "think");
        assertThat(text(call(client, "hello", Map.of("name", "Ada")))).isEqualTo("Hello Ada");
        assertThat(call(client, "hello", Map.of()).isError()).isTrue();
        assertThatThrownBy(() -> call(client, "nope", Map.of()))
                .isInstanceOf(McpError.class)
                .hasMessageContaining("Unknown tool: nope");

        client.setLoggingLevel(McpSchema.LoggingLevel.WARNING);
        var work = McpSchema.CallToolRequest.builder("work")
                .meta(Map.of("progressToken", "p"))
                .build();
        assertThat(text(client.callTool(work))).isEqualTo("worked");
        // the client tells of notifications on threads of its own, maybe after the answer
        assertThat(List.of(progress.take(), progress.take()))
                .extracting(McpSchema.ProgressNotification::progress)
                .containsExactlyInAnyOrder(1.0, 2.0);
        assertThat(logs.take().data()).isEqualTo("careful");

        assertThat(text(call(client, "ask", Map.of()))).isEqualTo("blue");
        assertThat(text(call(client, "ask_for_a_number", Map.of()))).contains("does not fit what was asked for");
        assertThat(text(call(client, "think", Map.of()))).isEqualTo("42");

        assertThat(client.listResources().resources()).hasSize(1);
        assertThat(client.listResourceTemplates().resourceTemplates()).hasSize(1);
        var row = client.readResource(
                McpSchema.ReadResourceRequest.builder("data://row/7").build());
        assertThat(row.contents())
                .singleElement()
                .isInstanceOfSatisfying(
                        McpSchema.TextResourceContents.class,
                        c -> assertThat(c.text()).isEqualTo("row 7"));

        var prompt = client.getPrompt(McpSchema.GetPromptRequest.builder("greet")
                .arguments(Map.of("who", "Ada"))
                .build());
        assertThat(prompt.messages()).singleElement().satisfies(message -> {
            assertThat(message.role()).isEqualTo(McpSchema.Role.ASSISTANT);
            assertThat(((McpSchema.TextContent) message.content()).text()).isEqualTo("Hi Ada");
        });
        client.ping();
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(McpSchema.CallToolResult result) {
        return ((McpSchema.TextContent) result.content().getFirst()).text();
    }

    private static McpClientTransport http(HttpServer server) {
        return HttpClientStreamableHttpTransport.builder("http://localhost:" + server.port())
                .build();
    }

    private McpSyncClient client(McpClientTransport transport) {
        return McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(20))
                .capabilities(McpSchema.ClientCapabilities.builder()
                        .elicitation()
                        .sampling()
                        .build())
                .elicitation(_ -> McpSchema.ElicitResult.builder(McpSchema.ElicitResult.Action.ACCEPT)
                        .content(Map.of("color", "blue"))
                        .build())
                .sampling(_ -> McpSchema.CreateMessageResult.builder(McpSchema.Role.ASSISTANT, "42", "testing")
                        .build())
                .progressConsumer(progress::add)
                .loggingConsumer(logs::add)
                .toolsChangeConsumer(toolChanges::add)
                .build();
    }
}
