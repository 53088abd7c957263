package dev.mxcp.core.http;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of the stateless era over raw HTTP. It does everything right, but for what a test tells it to do. */
final class ModernClient implements AutoCloseable {

    static final String VERSION = "2026-07-28";

    private static final String PREFIX = "io.modelcontextprotocol/";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final Map<String, Object> meta = new LinkedHashMap<>();

    ModernClient(HttpServer server) {
        this(server, "");
    }

    /** @param path behind MCP's own */
    ModernClient(HttpServer server, String path) {
        this.uri = URI.create("http://127.0.0.1:" + server.port() + HttpServer.PATH + path);
        meta.put(PREFIX + "protocolVersion", VERSION);
        meta.put(PREFIX + "clientCapabilities", Map.of());
    }

    ModernClient declaring(String... capabilities) {
        var declared = new TreeMap<String, Object>();
        for (var capability : capabilities) {
            declared.put(capability, Map.of());
        }
        return with("clientCapabilities", declared);
    }

    /** Sets a field of every request's {@code _meta}; null removes it. */
    ModernClient with(String field, @Nullable Object value) {
        var key = field.equals("progressToken") ? field : PREFIX + field;
        if (value == null) {
            meta.remove(key);
        } else {
            meta.put(key, value);
        }
        return this;
    }

    /** A request without headers that repeat its body, and the body as it is given. */
    HttpRequest.Builder raw(String body) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body));
    }

    HttpRequest.Builder request(String method) {
        return HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
    }

    HttpRequest.Builder request(String method, Map<String, ?> params) {
        var request = raw(body(method, params))
                .header("MCP-Protocol-Version", VERSION)
                .header("Mcp-Method", method);
        var name = Stream.of("name", "uri", "taskId")
                .map(key -> (Object) params.get(key))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return name == null ? request : request.header("Mcp-Name", name.toString());
    }

    String body(String method, Map<String, ?> params) {
        var all = new LinkedHashMap<String, Object>(params);
        all.put("_meta", meta);
        return Json.write(Map.of("jsonrpc", "2.0", "id", 1L, "method", method, "params", all));
    }

    HttpRequest.Builder call(String tool, Map<String, ?> arguments) {
        return request("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    /** Opens a stream of events; leave it to go away as a client does that crashes. */
    TestingClient.Events open(HttpRequest.Builder request) {
        return new TestingClient.Events(send(request, BodyHandlers.ofInputStream()));
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The whole message that answers. */
    Map<?, ?> answer(HttpRequest.Builder request) {
        return TestingClient.object(TestingClient.message(send(request).body()));
    }

    Map<String, Object> result(HttpRequest.Builder request) {
        return part(request, "result");
    }

    Map<String, Object> error(HttpRequest.Builder request) {
        return part(request, "error");
    }

    @SuppressWarnings("unchecked") // keys of a parsed JSON object are strings
    private Map<String, Object> part(HttpRequest.Builder request, String part) {
        var answer = answer(request);
        if (!(answer.get(part) instanceof Map<?, ?> found)) {
            throw new AssertionError("no " + part + " in " + answer);
        }
        return (Map<String, Object>) found;
    }

    /** The text of a tool's answer. */
    String text(HttpRequest.Builder request) {
        return String.valueOf(result(request).get("content"));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
