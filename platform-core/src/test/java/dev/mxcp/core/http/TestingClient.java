package dev.mxcp.core.http;

import dev.mxcp.core.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An MCP client that shows every byte: one session, raw HTTP. */
final class TestingClient implements AutoCloseable {

    static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"testing","version":"1"}}}""";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private @Nullable String session;

    TestingClient(HttpServer server) {
        this(server, "");
    }

    /** @param path behind MCP's own */
    TestingClient(HttpServer server, String path) {
        this.uri = URI.create("http://127.0.0.1:" + server.port() + HttpServer.PATH + path);
    }

    static TestingClient initialized(HttpServer server) {
        return initialized(server, "");
    }

    static TestingClient initialized(HttpServer server, String path) {
        return initialized(server, path, INITIALIZE);
    }

    /** A client that says something of its own about itself. */
    static TestingClient initialized(HttpServer server, String path, String initialize) {
        var client = new TestingClient(server, path);
        client.session =
                client.post(initialize).headers().firstValue("Mcp-Session-Id").orElseThrow();
        client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return client;
    }

    String session() {
        return String.valueOf(session);
    }

    HttpRequest.Builder request() {
        return request(uri);
    }

    /** @param path instead of MCP's own */
    HttpRequest.Builder request(String path) {
        return request(uri.resolve(HttpServer.PATH + path));
    }

    private HttpRequest.Builder request(URI address) {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        return request;
    }

    HttpResponse<String> post(String body) {
        return send(request().POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri.resolve(path)));
    }

    /** The {@code result} or {@code error} of a request, with its key. */
    Map<?, ?> answer(String method, String params) {
        return object(message(post(request(1, method, params)).body()));
    }

    Map<?, ?> callTool(String name) {
        return (Map<?, ?>) answer("tools/call", "{\"name\":\"%s\",\"arguments\":{}}".formatted(name))
                .get("result");
    }

    static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params);
    }

    static String callTool(int id, String name) {
        return request(
                id, "tools/call", "{\"name\":\"%s\",\"arguments\":{},\"_meta\":{\"progressToken\":7}}".formatted(name));
    }

    /** Opens a stream of events; leave it to go away as a client does that crashes. */
    Events listen(@Nullable String lastEventId) {
        var request = request();
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return open(request.GET());
    }

    Events open(HttpRequest.Builder request) {
        try {
            return new Events(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<?, ?> object(String json) {
        try {
            return (Map<?, ?>) Json.read(json);
        } catch (dev.mxcp.core.json.JsonException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    /** The last message of a body, whether it is JSON or an event stream. */
    static String message(String body) {
        var data = body.lines().filter(l -> l.startsWith("data: {")).toList();
        return data.isEmpty() ? body : data.getLast().substring("data: ".length());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    record Event(@Nullable String id, String data) {}

    /** The events of an open stream, as they arrive. */
    static final class Events implements AutoCloseable {
        final HttpResponse<java.io.InputStream> response;
        private final BufferedReader lines;

        Events(HttpResponse<java.io.InputStream> response) {
            this.response = response;
            this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        /** Waits for the next event that carries data; null at the end of the stream. */
        @Nullable
        Event next() throws IOException {
            String id = null;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    return new Event(id, line.substring(6));
                }
            }
            return null;
        }

        /** Waits for a heartbeat. */
        void awaitComment() throws IOException {
            for (var line = lines.readLine(); line != null && !line.startsWith(":"); line = lines.readLine()) {
                // events are of no interest here
            }
        }

        List<Event> rest() throws IOException {
            var events = new ArrayList<Event>();
            for (var event = next(); event != null; event = next()) {
                events.add(event);
            }
            return events;
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }
    }
}
