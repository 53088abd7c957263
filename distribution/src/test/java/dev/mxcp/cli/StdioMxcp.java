package dev.mxcp.cli;

import dev.mxcp.core.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** A server over stdio and its client, which speaks both eras: one message a line, each way. */
final class StdioMxcp implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Writer in;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    StdioMxcp(InstalledMxcp mxcp, String... options) throws IOException {
        this.process = mxcp.serveOverStdio(options);
        this.in = process.outputWriter();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var message = Json.mapper().readTree(line);
                if (message.has("method")) {
                    heard.add(message);
                } else {
                    answer(message.path("id").asInt()).complete(message);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            answers.values().forEach(answer -> answer.completeExceptionally(new AssertionError("the server is gone")));
        }
    }

    private CompletableFuture<JsonNode> answer(int id) {
        return answers.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    void initialize() throws Exception {
        session(
                "initialize",
                Map.of(
                        "protocolVersion",
                        "2025-11-25",
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "it", "version", "1")));
        tell("notifications/initialized", Map.of());
    }

    /** The whole answer to a request of the session. */
    JsonNode session(String method, Map<String, ?> params) throws Exception {
        return sendInSession(method, params).get();
    }

    /** The whole answer to a request without a session. */
    JsonNode modern(String method, Map<String, ?> params) throws Exception {
        return sendModern(method, params).get();
    }

    Sent sendInSession(String method, Map<String, ?> params) {
        var id = ids.incrementAndGet();
        write(Map.of("id", id, "method", method, "params", params));
        return new Sent(id, answer(id));
    }

    Sent sendModern(String method, Map<String, ?> params) {
        return sendInSession(method, ModernRequests.params(params));
    }

    void tell(String method, Map<String, ?> params) {
        write(Map.of("method", method, "params", params));
    }

    /** Gives up a request; both eras say it in the same way. */
    void cancel(Sent request) {
        tell("notifications/cancelled", Map.of("requestId", request.id()));
    }

    private synchronized void write(Map<String, ?> message) {
        var all = new LinkedHashMap<String, Object>(message);
        all.put("jsonrpc", "2.0");
        try {
            in.write(Json.write(all) + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server tells next. */
    JsonNode next() throws InterruptedException {
        var next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the server tells nothing");
        }
        return next;
    }

    /** Ends the input, and returns the exit code of the server. */
    int end() throws Exception {
        in.close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not end with its input");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server does not stop");
        }
    }

    /** A request that was sent. */
    record Sent(int id, CompletableFuture<JsonNode> answer) {

        JsonNode get() throws Exception {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
