package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several callers at once: none takes the places of all, and none gets what another has sent. */
@Timeout(120)
class CallersIT {

    private static final int CALLERS = 16;
    private static final int CALLS = 30;

    @TempDir
    Path root;

    private final List<HttpClient> clients = new ArrayList<>();
    private InstalledMxcp.Server server;

    private void serve(String site) throws IOException {
        file("mxcp-site.yml", "mxcp: 1\nproject: callers\nprofile: default\n" + site);
        file("tools/endless.yml", """
                tool:
                  name: endless
                  source: {code: "SELECT sum(hash(a.range + b.range) % 7) AS n FROM range(1000000000000) a, range(1000) b"}
                """);
        file("tools/next.yml", "tool: {name: next, source: {code: SELECT 42 AS n}}");
        file("tools/echo.yml", """
                tool:
                  name: echo
                  parameters: [{name: mark, type: string}]
                  source:
                    code: >
                      SELECT $mark AS argument, get_request_header('X-Canary') AS header,
                             get_request_headers_json() ->> '$."x-canary"' AS headers
                      FROM range(1000) r(i) WHERE i = 999
                """);
        server = new InstalledMxcp(root).serve();
    }

    private void file(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @AfterEach
    void stop() throws Exception {
        clients.forEach(HttpClient::shutdownNow);
        server.close();
    }

    /** Callers that nobody knows are told apart by where they are; all of 127/8 is this machine. */
    private HttpClient at(String address) throws IOException {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.getByName(address))
                .build();
        clients.add(client);
        return client;
    }

    private HttpResponse<InputStream> call(HttpClient client, String tool, Map<String, ?> arguments, String header)
            throws IOException, InterruptedException {
        var params = Map.of("name", tool, "arguments", arguments);
        var body = Json.write(Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", params));
        var request = HttpRequest.newBuilder(server.endpoint())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .header("X-Canary", header)
                .POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofInputStream());
    }

    private HttpResponse<InputStream> call(HttpClient client, String tool) throws IOException, InterruptedException {
        return call(client, tool, Map.of(), "none");
    }

    private static void assertTakesLong(HttpResponse<InputStream> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        try (var body = response.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A call that takes long, on a busy machine say, is answered by a stream. */
    private static String message(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> line.substring("data: ".length()))
                .findFirst()
                .orElse(body);
    }

    @Test
    void oneCallerCannotTakeThePlacesOfOthers() throws Exception {
        serve("""
                limits: {statement_timeout: 900, concurrent_calls: 2, concurrent_calls_per_caller: 1, queue_length: 2}
                profiles: {default: {duckdb: {connections: 2, threads: 1}}}
                """);
        var greedy = at("127.0.0.1");
        var running = call(greedy, "endless");
        assertTakesLong(running);
        var waiting = call(greedy, "next");
        assertTakesLong(waiting);

        assertThat(text(call(greedy, "next"))).contains("\"isError\":true", "the server is busy");
        assertThat(text(call(at("127.0.0.2"), "next"))).contains("\"isError\":false", "42");

        running.body().close();
        assertThat(text(waiting))
                .as("a call that waited for its caller's place gets it when the one before has stopped")
                .contains("\"isError\":false", "42");
    }

    @Test
    void sqlSeesTheHeadersAndArgumentsOfItsOwnCallOnly() throws Exception {
        serve("profiles: {default: {duckdb: {connections: 3}}}\n");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, CALLERS)
                    .<Callable<Void>>mapToObj(caller -> () -> {
                        echo("canary-" + caller + "-");
                        return null;
                    })
                    .toList();
            for (var caller : threads.invokeAll(all)) {
                caller.get();
            }
        }
    }

    private void echo(String mark) throws Exception {
        var client = at("127.0.0.1");
        for (var i = 0; i < CALLS; i++) {
            var own = mark + i;
            var answer = Json.mapper().readTree(message(text(call(client, "echo", Map.of("mark", own), own))));
            var row = Json.mapper().readTree(answer.at("/result/content/0/text").asString());
            assertThat(row.toString())
                    .isEqualTo("{\"argument\":\"%s\",\"header\":\"%s\",\"headers\":\"%s\"}".formatted(own, own, own));
        }
    }
}
