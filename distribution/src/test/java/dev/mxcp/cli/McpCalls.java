package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Calls a server that keeps no sessions, as {@code curl} would. */
record McpCalls(URI endpoint, HttpClient client) {

    static McpCalls to(URI endpoint) {
        return new McpCalls(endpoint, HttpClient.newHttpClient());
    }

    /** The whole answer: with {@code result} or {@code error}. */
    JsonNode call(String method, Map<String, ?> params) throws IOException, InterruptedException {
        return answer(request(method, params));
    }

    /** The whole answer to a client of the revision 2026-07-28 that takes tasks. */
    JsonNode modern(String method, Map<String, ?> params) throws IOException, InterruptedException {
        return modern(method, params, ModernRequests.CAPABILITIES);
    }

    /** The whole answer to a client of that revision that has these capabilities. */
    JsonNode modern(String method, Map<String, ?> params, Map<String, ?> capabilities)
            throws IOException, InterruptedException {
        return answer(modernRequest(method, params, capabilities));
    }

    /** What such a client is told of changes, as it comes. */
    Listening listen(Map<String, ?> notifications) throws IOException, InterruptedException {
        var request = modernRequest(
                "subscriptions/listen", Map.of("notifications", notifications), ModernRequests.CAPABILITIES);
        return new Listening(HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofLines())
                .body());
    }

    private HttpRequest.Builder modernRequest(String method, Map<String, ?> params, Map<String, ?> capabilities) {
        var request = request(method, ModernRequests.params(params, capabilities))
                .header("MCP-Protocol-Version", ModernRequests.VERSION)
                .header("Mcp-Method", method);
        Stream.of("name", "uri", "taskId")
                .filter(params::containsKey)
                .forEach(key -> request.header("Mcp-Name", String.valueOf(params.get(key))));
        return request;
    }

    JsonNode tool(String name, Map<String, ?> arguments) throws IOException, InterruptedException {
        return call("tools/call", Map.of("name", name, "arguments", arguments)).path("result");
    }

    private HttpRequest.Builder request(String method, Map<String, ?> params) {
        var body = Json.write(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params));
        return HttpRequest.newBuilder(endpoint)
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return Json.mapper()
                .readTree(message(
                        client.send(request.build(), BodyHandlers.ofString()).body()));
    }

    private static String message(String body) {
        return body.lines()
                .filter(line -> line.startsWith("data:") && line.contains("jsonrpc"))
                .map(line -> line.substring("data:".length()))
                .reduce((_, last) -> last)
                .orElse(body);
    }
}
