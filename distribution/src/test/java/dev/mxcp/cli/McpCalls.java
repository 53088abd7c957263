package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Calls a server that keeps no sessions, as {@code curl} would. */
record McpCalls(URI endpoint, HttpClient client) {

    static McpCalls to(URI endpoint) {
        return new McpCalls(endpoint, HttpClient.newHttpClient());
    }

    /** The whole answer: with {@code result} or {@code error}. */
    JsonNode call(String method, Map<String, ?> params) throws IOException, InterruptedException {
        var body = Json.write(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params));
        var request = HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Json.mapper()
                .readTree(message(client.send(request, BodyHandlers.ofString()).body()));
    }

    JsonNode tool(String name, Map<String, ?> arguments) throws IOException, InterruptedException {
        return call("tools/call", Map.of("name", name, "arguments", arguments)).path("result");
    }

    private static String message(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data:") && line.contains("jsonrpc"))
                .map(line -> line.substring("data:".length()))
                .reduce((_, last) -> last)
                .orElse(body);
    }
}
