package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The official Java client, through a session of many steps with the distribution. It knows the era of sessions only
 * ({@link JavaModernClientIT}), and has no way to cancel a call, so that its transport says it.
 */
class JavaClientIT {

    private static final String WATCHED = "test://watched-resource";

    @TempDir
    private static Path folder;

    private static ConformanceServer project;

    private final BlockingQueue<Double> progress = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> logs = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<McpSchema.Tool>> toolChanges = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<McpSchema.Prompt>> promptChanges = new LinkedBlockingQueue<>();
    private final BlockingQueue<List<McpSchema.Resource>> resourceChanges = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> updates = new LinkedBlockingQueue<>();

    @BeforeAll
    static void project() throws Exception {
        project = ConformanceServer.in(folder).withSmallPages();
    }

    @Test
    void everyStepOfASessionWorksOverHttp() throws Exception {
        var port = InstalledMxcp.freePort();
        var server = project.serveAt(port);
        var transport = new RecordingTransport(http(port));
        var client = client(transport);
        try {
            assertThat(client.initialize().protocolVersion()).isEqualTo("2025-11-25");
            doEverything(client, transport);
            server.close();
            server = project.serveAt(port);
            comeBack(client, http(port));
        } finally {
            server.close();
        }
    }

    @Test
    void everyStepOfASessionWorksOverTheTransportOfOldClients() throws Exception {
        var port = InstalledMxcp.freePort();
        try (var server = project.serveSseAt(port)) {
            var transport = new RecordingTransport(sse(server));
            try (var client = client(transport)) {
                assertThat(client.initialize().protocolVersion()).isEqualTo("2024-11-05");
                doEverything(client, transport);
            }
            try (var client = client(http(port))) {
                assertThat(client.initialize().protocolVersion())
                        .as("new clients are served beside them")
                        .isEqualTo("2025-11-25");
            }
        }
    }

    @Test
    void everyStepOfASessionWorksOverStdio() throws Exception {
        var transport = new RecordingTransport(stdio());
        try (var client = client(transport)) {
            assertThat(client.initialize().protocolVersion()).isEqualTo("2025-11-25");
            doEverything(client, transport);
        }
        try (var client = client(stdio())) {
            client.initialize();
            assertThat(text(call(client, "greet", Map.of("name", "Ada")))).isEqualTo("Hello, Ada!");
        }
    }

    private void doEverything(McpSyncClient client, RecordingTransport transport) throws InterruptedException {
        list(client);
        call(client);
        hear(client);
        cancel(client, transport);
        assertThat(text(call(client, "test_input_required_result_elicitation", Map.of())))
                .isEqualTo("Hello, Alice!");
        assertThat(text(call(client, "test_sampling", Map.of("prompt", "What is the capital of France?"))))
                .isEqualTo("LLM response: Paris");
        seeChanges(client);
        client.ping();
    }

    private static void list(McpSyncClient client) {
        var names = new HashSet<String>();
        var pages = 0;
        McpSchema.ListToolsResult page = null;
        while (page == null || page.nextCursor() != null) {
            page = client.listTools(page == null ? null : page.nextCursor());
            page.tools().forEach(tool -> names.add(tool.name()));
            pages++;
        }
        assertThat(pages).isGreaterThan(2);
        assertThat(names).contains("greet", "test_simple_text");
        assertThat(client.listResources().resources()).isNotEmpty();
        assertThat(client.listResourceTemplates().resourceTemplates()).isNotEmpty();
        assertThat(client.listPrompts().prompts()).isNotEmpty();
    }

    private static void call(McpSyncClient client) {
        assertThat(text(call(client, "test_simple_text", Map.of()))).contains("simple text response");
        assertThat(call(client, "test_multiple_content_types", Map.of()).content())
                .hasExactlyElementsOfTypes(
                        McpSchema.TextContent.class, McpSchema.ImageContent.class, McpSchema.EmbeddedResource.class);
        assertThat(call(client, "test_error_handling", Map.of()).isError()).isTrue();
        assertThat(call(client, "greet", Map.of("nome", "Ada")).isError()).isTrue();
        assertThatThrownBy(() -> call(client, "no_such_tool", Map.of())).isInstanceOf(McpError.class);
        var read = client.readResource(
                McpSchema.ReadResourceRequest.builder("test://template/7/data").build());
        assertThat(read.contents())
                .singleElement()
                .isInstanceOfSatisfying(
                        McpSchema.TextResourceContents.class,
                        content -> assertThat(content.text()).contains("Data for ID: 7"));
        var prompt = client.getPrompt(McpSchema.GetPromptRequest.builder("test_prompt_with_arguments")
                .arguments(Map.of("arg1", "one", "arg2", "two"))
                .build());
        assertThat(prompt.messages()).hasSize(1);
        var completion = client.completeCompletion(new McpSchema.CompleteRequest(
                new McpSchema.PromptReference("test_prompt_with_arguments"),
                new McpSchema.CompleteRequest.CompleteArgument("arg1", "fi")));
        assertThat(completion.completion().values()).containsExactly("first");
    }

    private void hear(McpSyncClient client) throws InterruptedException {
        client.callTool(McpSchema.CallToolRequest.builder("test_tool_with_progress")
                .meta(Map.of("progressToken", "p"))
                .build());
        for (var expected : new double[] {0, 50, 100}) {
            assertThat(next(progress)).isEqualTo(expected);
        }
        client.setLoggingLevel(McpSchema.LoggingLevel.INFO);
        call(client, "test_tool_with_logging", Map.of());
        assertThat(next(logs)).isEqualTo("Tool execution started");
    }

    private void cancel(McpSyncClient client, RecordingTransport transport) throws InterruptedException {
        var label = Map.<String, Object>of("label", transport.toString());
        var slow = CompletableFuture.runAsync(
                () -> client.callTool(McpSchema.CallToolRequest.builder("slow_compute")
                        .arguments(Map.of("seconds", 120, "label", transport.toString()))
                        .meta(Map.of("progressToken", "slow"))
                        .build()),
                Thread::startVirtualThread);
        next(progress);
        transport.cancelLastCall();
        assertThat(text(call(client, "test_was_cancelled", label))).isEqualTo(transport + " was cancelled.");
        // an answer to it would have come before this one
        client.ping();
        assertThat(slow.isDone() && !slow.isCompletedExceptionally())
                .as("the cancelled call has an answer")
                .isFalse();
    }

    private void seeChanges(McpSyncClient client) throws InterruptedException {
        client.subscribeResource(new McpSchema.SubscribeRequest(WATCHED));
        call(client, "test_trigger_tool_change", Map.of());
        next(toolChanges);
        call(client, "test_trigger_prompt_change", Map.of());
        next(promptChanges);
        call(client, "test_trigger_resource_list_change", Map.of());
        next(resourceChanges);
        call(client, "test_trigger_resource_change", Map.of());
        assertThat(next(updates)).isEqualTo(WATCHED);
        client.unsubscribeResource(new McpSchema.UnsubscribeRequest(WATCHED));
    }

    /** The session went with the server; the protocol wants a new one. */
    private void comeBack(McpSyncClient lost, McpClientTransport transport) {
        assertThatThrownBy(() -> call(lost, "test_simple_text", Map.of())).isNotNull();
        lost.close();
        try (var client = client(transport)) {
            client.initialize();
            assertThat(text(call(client, "greet", Map.of("name", "Ada")))).isEqualTo("Hello, Ada!");
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("what the server should have told").isNotNull();
        return next;
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(McpSchema.CallToolResult result) {
        return ((McpSchema.TextContent) result.content().getFirst()).text();
    }

    private static McpClientTransport http(int port) {
        return HttpClientStreamableHttpTransport.builder("http://localhost:" + port)
                .build();
    }

    private static McpClientTransport sse(InstalledMxcp.Server server) {
        return HttpClientSseClientTransport.builder(
                        server.endpoint().resolve("/").toString())
                .sseEndpoint("/sse")
                .build();
    }

    private static McpClientTransport stdio() {
        return new StdioClientTransport(served(project), McpJsonDefaults.getMapper());
    }

    /** How a client starts a server of a project; the transport does so in the test's folder. */
    static ServerParameters served(ConformanceServer project) {
        return ServerParameters.builder("sh")
                .args(
                        "-c",
                        "cd \"$0\" && exec \"$1\" serve --watch --transport stdio",
                        project.project().toString(),
                        InstalledMxcp.executable().toString())
                .build();
    }

    private McpSyncClient client(McpClientTransport transport) {
        return McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(30))
                .initializationTimeout(Duration.ofSeconds(60))
                .capabilities(McpSchema.ClientCapabilities.builder()
                        .elicitation()
                        .sampling()
                        .roots(false)
                        .build())
                .elicitation(_ -> McpSchema.ElicitResult.builder(McpSchema.ElicitResult.Action.ACCEPT)
                        .content(Map.of("name", "Alice"))
                        .build())
                .sampling(_ -> McpSchema.CreateMessageResult.builder(McpSchema.Role.ASSISTANT, "Paris", "testing")
                        .build())
                .progressConsumer(notification -> progress.add(notification.progress()))
                .loggingConsumer(notification -> logs.add(notification.data()))
                .toolsChangeConsumer(toolChanges::add)
                .promptsChangeConsumer(promptChanges::add)
                .resourcesChangeConsumer(resourceChanges::add)
                .resourcesUpdateConsumer(contents -> contents.forEach(each -> updates.add(each.uri())))
                .build();
    }
}
