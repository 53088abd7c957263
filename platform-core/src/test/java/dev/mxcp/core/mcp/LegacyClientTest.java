package dev.mxcp.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Generation;
import dev.mxcp.core.http.HttpLimits;
import dev.mxcp.core.http.HttpServer;
import dev.mxcp.core.http.HttpSettings;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Old clients over HTTP+SSE: the official one, and requests made by hand. */
@Timeout(60)
class LegacyClientTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final HttpLimits LIMITS = new HttpLimits(
            100,
            10,
            Duration.ofMinutes(1),
            SOON,
            SOON,
            SOON,
            SOON,
            10,
            1024 * 1024,
            1024 * 1024,
            Duration.ofSeconds(30));

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final AtomicReference<Generation> generation = new AtomicReference<>(new TestingProject()
            .tool(
                    "greet",
                    request -> TestingProject.ok("Hello " + request.arguments().get("name")),
                    "name")
            .tool("wait", this::await));
    private final McpService service =
            new McpService(generation::get, ServerInfo.of("mxcp", "1.2.3"), McpLimits.DEFAULT);
    private final HttpServer server =
            HttpServer.start(HttpSettings.loopback(0).withSse(true).withLimits(LIMITS), service);
    private final HttpClient http = HttpClient.newHttpClient();

    private Outcome await(CallRequest request) {
        var stopped = new CountDownLatch(1);
        try (var _ = request.cancellation().onCancel(stopped::countDown)) {
            started.countDown();
            stopped.await();
            cancelled.countDown();
            return TestingProject.failed("cancelled");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close(Duration.ZERO);
    }

    private McpSyncClient client(LinkedBlockingQueue<String> changes) {
        var transport = HttpClientSseClientTransport.builder(address())
                .sseEndpoint("/sse")
                .build();
        return McpClient.sync(transport)
                .requestTimeout(Duration.ofSeconds(20))
                .toolsChangeConsumer(tools -> tools.forEach(tool -> changes.add(tool.name())))
                .build();
    }

    private String address() {
        return "http://127.0.0.1:" + server.port();
    }

    @Test
    void theOfficialClientInitializesListsCallsAndHearsOfAReload() throws Exception {
        var changes = new LinkedBlockingQueue<String>();
        try (var client = client(changes)) {
            client.initialize();
            assertThat(client.getServerInfo().name()).isEqualTo("mxcp");
            assertThat(client.listTools().tools()).hasSize(2);
            var answer = client.callTool(CallToolRequest.builder("greet")
                    .arguments(Map.of("name", "Ada"))
                    .build());
            assertThat(((TextContent) answer.content().getFirst()).text()).isEqualTo("Hello Ada");

            generation.set(new TestingProject(2).tool("renamed", _ -> TestingProject.ok(null)));
            service.generationChanged();
            assertThat(changes.poll(20, TimeUnit.SECONDS)).isEqualTo("renamed");
        }
    }

    @Test
    void aClientThatLeavesCancelsItsCalls() throws Exception {
        var stream =
                http.send(HttpRequest.newBuilder(URI.create(address() + "/sse")).build(), BodyHandlers.ofLines());
        var lines = stream.body().iterator();
        assertThat(lines.next()).isEqualTo("event: endpoint");
        var messages = lines.next().substring("data: ".length());
        assertThat(messages).startsWith("/messages?sessionId=");
        assertThat(post(messages, call(1)).statusCode()).isEqualTo(400);
        assertThat(post(messages, """
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2024-11-05",
                "capabilities":{},"clientInfo":{"name":"old","version":"1"}}}""").statusCode()).isEqualTo(202);
        assertThat(post(messages, call(1)).statusCode()).isEqualTo(202);
        started.await();

        http.shutdownNow();
        cancelled.await();
    }

    @Test
    void onlyWhoHoldsASessionIsHeardAndForeignPagesAreRefused() throws Exception {
        assertThat(post("/messages?sessionId=guess", call(1)).statusCode()).isEqualTo(404);
        assertThat(post("/messages", call(1)).statusCode()).isEqualTo(404);
        var foreign = HttpRequest.newBuilder(URI.create(address() + "/sse"))
                .header("Origin", "https://evil.example")
                .build();
        assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @Test
    void withoutTheTransportItsAddressesAreNotThere() throws Exception {
        var plain = HttpServer.start(HttpSettings.loopback(0), service);
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + plain.port() + "/sse"))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
        } finally {
            plain.close(Duration.ZERO);
        }
    }

    private static String call(int id) {
        return """
                {"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"wait","arguments":{}}}""".formatted(id);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
