package dev.mxcp.core.http;

import dev.mxcp.core.HostileMessages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of the old transport HTTP+SSE with a session, that reads whatever comes. */
final class SseClient implements AutoCloseable {

    static final String HEADERS = "Host: localhost\r\nContent-Type: application/json\r\n";

    private static final int PATIENCE_SECONDS = 20;

    private final HttpServer server;
    private final TestingClient http;
    private final TestingClient.Events events;
    private final String address;
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private int pings;

    SseClient(HttpServer server) throws IOException {
        this.server = server;
        http = new TestingClient(server);
        events = http.open(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/sse"))
                .header("Accept", "text/event-stream"));
        address = next().data();
        Thread.ofVirtual().start(this::listen);
        post(HostileMessages.INITIALIZE);
        post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    /** Where its messages go. */
    String address() {
        return address;
    }

    RawHttp.Answer post(String message) {
        return post(message.getBytes(StandardCharsets.UTF_8));
    }

    RawHttp.Answer post(byte[] message) {
        return RawHttp.request(server, "POST " + address, HEADERS, message, _ -> false);
    }

    /** Shows that the session lives; all that it was told until then. */
    List<String> ping() {
        var id = "\"alive " + ++pings + "\"";
        post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}");
        var seen = new ArrayList<String>();
        do {
            seen.add(take());
        } while (!seen.getLast().contains(id));
        return seen;
    }

    private String take() {
        try {
            var message = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("the session tells nothing any more");
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    private void listen() {
        try {
            for (var event = events.next(); event != null; event = events.next()) {
                told.add(event.data());
            }
        } catch (IOException left) {
            // the client was closed
        }
    }

    private TestingClient.Event next() throws IOException {
        var event = events.next();
        if (event == null) {
            throw new AssertionError("the stream ended");
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        events.close();
        http.close();
    }
}
