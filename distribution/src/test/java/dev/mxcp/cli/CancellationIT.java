package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whoever gives up a call stops its statement. The project's database has one connection, so that the next call is
 * answered only when the statement before it has really ended; left alone, that would take hours.
 */
@Timeout(120)
class CancellationIT {

    private static final String META = "io.modelcontextprotocol/";
    private static final String STREAM = "text/event-stream";
    private static final Map<String, Object> TASKS = Map.of("extensions", Map.of(META + "tasks", Map.of()));
    private static final String ENDLESS =
            "SELECT sum(hash(a.range + b.range) % 7) AS n FROM range(1000000000000) a, range(1000) b";

    @TempDir
    static Path root;

    private static InstalledMxcp.Server server;

    private final List<HttpClient> clients = new ArrayList<>();

    @BeforeAll
    static void serve() throws Exception {
        file("mxcp-site.yml", """
                mxcp: 1
                project: cancellation
                profile: default
                limits: {statement_timeout: 900, tasks: {timeout: 900}}
                profiles: {default: {duckdb: {connections: 1, threads: 1}}}
                """);
        file("tools/endless.yml", "tool: {name: endless, source: {code: \"" + ENDLESS + "\"}}");
        file("tools/background.yml", "tool: {name: background, task: true, source: {code: \"" + ENDLESS + "\"}}");
        file("tools/next.yml", "tool: {name: next, source: {code: SELECT 42 AS n}}");
        server = new InstalledMxcp(root).serveSessions();
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

    @AfterEach
    void disconnect() {
        clients.forEach(HttpClient::shutdownNow);
    }

    @Test
    void aNotificationOfTheSessionStopsTheStatement() throws Exception {
        var session = new Session();
        var endless = session.call(7, "endless");
        var next = waiting(new Session());

        session.post(Map.of("method", "notifications/cancelled", "params", Map.of("requestId", 7)));

        assertAnswered(next);
        assertThat(messages(endless)).as("a cancelled call gets no answer").isEmpty();
    }

    @Test
    void aClientOfASessionThatStaysAwayStopsTheStatement() throws Exception {
        var session = new Session();
        var endless = session.call(7, "endless");
        var next = waiting(new Session());

        endless.body().close();
        session.client.shutdownNow();

        assertAnswered(next);
    }

    @Test
    void aClosedConnectionOfTheStatelessEraStopsTheStatement() throws Exception {
        var client = client();
        var endless = stateless(client, "tools/call", "endless", Map.of("name", "endless"));
        assertThat(type(endless)).isEqualTo(STREAM);
        var next = waiting(new Session());

        endless.body().close();
        client.shutdownNow();

        assertAnswered(next);
    }

    @Test
    void aTaskThatIsCancelledStopsTheStatement() throws Exception {
        var client = client();
        var task = result(stateless(client, "tools/call", "background", Map.of("name", "background")));
        assertThat(task.path("status").asString()).isEqualTo("working");
        var id = task.path("taskId").asString();
        var next = waiting(new Session());

        result(stateless(client, "tasks/cancel", id, Map.of("taskId", id)));

        assertAnswered(next);
        assertThat(result(stateless(client, "tasks/get", id, Map.of("taskId", id)))
                        .path("status")
                        .asString())
                .isEqualTo("cancelled");
    }

    /** A call that finds the database's only connection taken: at once it would be answered without a stream. */
    private static HttpResponse<InputStream> waiting(Session session) throws Exception {
        return session.call(1, "next");
    }

    private static void assertAnswered(HttpResponse<InputStream> call) throws IOException {
        assertThat(messages(call)).singleElement().asString().contains("\"isError\":false", "42");
    }

    private static List<String> messages(HttpResponse<InputStream> response) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> line.startsWith("data: {")).toList();
        }
    }

    private static JsonNode result(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            var message = Json.mapper().readTree(body.readAllBytes());
            assertThat(message.has("result")).as(message.toString()).isTrue();
            return message.path("result");
        }
    }

    private HttpClient client() {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        clients.add(client);
        return client;
    }

    private static HttpResponse<InputStream> stateless(
            HttpClient client, String method, String name, Map<String, Object> params) throws Exception {
        var all = new LinkedHashMap<>(params);
        all.put("_meta", Map.of(META + "protocolVersion", "2026-07-28", META + "clientCapabilities", TASKS));
        var request = request(Map.of("id", 1, "method", method, "params", all))
                .header("MCP-Protocol-Version", "2026-07-28")
                .header("Mcp-Method", method)
                .header("Mcp-Name", name);
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private static HttpRequest.Builder request(Map<String, Object> message) {
        var body = new LinkedHashMap<>(message);
        body.put("jsonrpc", "2.0");
        return HttpRequest.newBuilder(server.endpoint())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, " + STREAM)
                .POST(BodyPublishers.ofString(Json.write(body)));
    }

    private static String type(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    /** A client with a session of its own. */
    private final class Session {
        private final HttpClient client = client();
        private final String id;

        Session() throws Exception {
            var hello = Map.of(
                    "protocolVersion",
                    "2025-11-25",
                    "capabilities",
                    Map.of(),
                    "clientInfo",
                    Map.of("name", "it", "version", "1"));
            var request = request(Map.of("id", 0, "method", "initialize", "params", hello));
            id = client.send(request.build(), BodyHandlers.discarding())
                    .headers()
                    .firstValue("Mcp-Session-Id")
                    .orElseThrow();
        }

        /** Returns when the server has said that the call takes longer. */
        HttpResponse<InputStream> call(int call, String tool) throws Exception {
            var response = post(
                    Map.of("id", call, "method", "tools/call", "params", Map.of("name", tool, "arguments", Map.of())));
            assertThat(type(response)).as(tool + " runs, or waits").isEqualTo(STREAM);
            return response;
        }

        HttpResponse<InputStream> post(Map<String, Object> message) throws Exception {
            return client.send(request(message).header("Mcp-Session-Id", id).build(), BodyHandlers.ofInputStream());
        }
    }
}
