package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Python functions that free the connection of their call: the client comes back for what follows. */
@Timeout(180)
class PythonPollingIT {

    private static final String CODE = """
            import asyncio
            import threading

            from mxcp.runtime import mcp

            released = threading.Event()


            def plain():
                mcp.progress(1, total=2)
                mcp.disconnect(30)
                released.wait()
                mcp.progress(2, total=2)
                return "worked"


            async def awaiting():
                await mcp.progress(1, total=2)
                await mcp.disconnect(30)
                await asyncio.to_thread(released.wait)
                await mcp.progress(2, total=2)
                return "worked"


            def release():
                released.set()


            def hold():
                released.clear()
            """;

    @TempDir
    static Path root;

    private static InstalledMxcp.Server server;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void serve() throws Exception {
        file("mxcp-site.yml", "mxcp: 1\nproject: slow\nprofile: default\n");
        file("python/slow.py", CODE);
        for (var function : new String[] {"plain", "awaiting", "release", "hold"}) {
            file("tools/" + function + ".yml", """
                    tool:
                      name: %s
                      language: python
                      source: {file: ../python/slow.py}
                    """.formatted(function));
        }
        PythonForTests.bareEnvironment(root.resolve(".venv"));
        server = new InstalledMxcp(root).serveSessions();
    }

    private static void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "awaiting"})
    void theClientIsToldWhenToComeBackAndTheFunctionGoesOn(String tool) throws Exception {
        var session = session("2025-11-25");
        call(session, "hold");

        var body = call(session, tool);
        assertThat(body)
                .contains("\"progress\":1")
                .endsWith("retry: 30000\ndata: \n\n")
                .doesNotContain("worked");
        call(session, "release");

        var last = body.lines().filter(line -> line.startsWith("id: ")).toList().getLast();
        assertThat(send(request(session)
                        .header("Last-Event-ID", last.substring("id: ".length()))
                        .GET()))
                .contains("\"progress\":2", "worked")
                .doesNotContain("\"progress\":1");
    }

    @Test
    void aClientThatCannotComeBackStaysConnected() throws Exception {
        var session = session("2025-06-18");
        call(session, "release");

        assertThat(call(session, "plain")).contains("worked").doesNotContain("retry:");
    }

    private String session(String version) throws Exception {
        var opened = http.send(
                HttpRequest.newBuilder(server.endpoint())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(BodyPublishers.ofString("""
                                {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {"protocolVersion": "%s",
                                 "capabilities": {}, "clientInfo": {"name": "testing", "version": "1"}}}
                                """.formatted(version)))
                        .build(),
                BodyHandlers.ofString());
        var session = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
        send(request(session)
                .POST(BodyPublishers.ofString("{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}")));
        return session;
    }

    private String call(String session, String tool) throws Exception {
        return send(request(session).POST(BodyPublishers.ofString("""
                {"jsonrpc": "2.0", "id": "%s", "method": "tools/call",
                 "params": {"name": "%s", "arguments": {}, "_meta": {"progressToken": 7}}}
                """.formatted(tool, tool))));
    }

    private static HttpRequest.Builder request(String session) {
        return HttpRequest.newBuilder(server.endpoint())
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("Mcp-Session-Id", session);
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isLessThan(300);
        return response.body();
    }
}
