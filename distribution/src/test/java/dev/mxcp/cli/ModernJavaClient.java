package dev.mxcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests of the era without sessions over a transport of the Java SDK, whose own client begins with a handshake. */
final class ModernJavaClient implements AutoCloseable {

    static final String VERSION = "2026-07-28";

    private static final String PREFIX = "io.modelcontextprotocol/";
    private static final int PATIENCE_SECONDS = 30;

    private final McpClientTransport transport;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Object, CompletableFuture<JSONRPCResponse>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<JSONRPCNotification> heard = new LinkedBlockingQueue<>();
    private volatile Map<String, ?> capabilities = Map.of("elicitation", Map.of(), "sampling", Map.of());

    ModernJavaClient(McpClientTransport transport) {
        this.transport = transport;
        // a transport of a process is connected as long as the process runs
        transport.connect(messages -> messages.doOnNext(this::accept)).subscribe();
    }

    /** What the client says from now on that it can do. */
    void declare(Map<String, ?> what) {
        capabilities = what;
    }

    /** The result of a request, which must have one. */
    Map<?, ?> request(String method, Map<String, ?> params) throws Exception {
        var answer = answer(method, params);
        assertThat(answer.error()).as(method).isNull();
        return (Map<?, ?>) answer.result();
    }

    /** The answer to a request, whatever it is. */
    JSONRPCResponse answer(String method, Map<String, ?> params) throws Exception {
        return send(method, params).answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Pending send(String method, Map<String, ?> params) {
        var id = "java-" + ids.incrementAndGet();
        var answer = answers.computeIfAbsent(id, _ -> new CompletableFuture<>());
        var all = new LinkedHashMap<String, Object>(params);
        all.put("_meta", meta(id));
        transport.sendMessage(new JSONRPCRequest(method, id, all)).subscribe(_ -> {}, answer::completeExceptionally);
        return new Pending(id, answer);
    }

    void notify(String method, Map<String, ?> params) {
        var all = new LinkedHashMap<String, Object>(params);
        all.put("_meta", meta("none"));
        transport.sendMessage(new JSONRPCNotification(method, all)).block();
    }

    /** The parameters of the next notification of that name; others are passed over. */
    Map<?, ?> next(String method) throws InterruptedException {
        while (true) {
            var next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as(method).isNotNull();
            if (next.method().equals(method)) {
                return (Map<?, ?>) next.params();
            }
        }
    }

    @Override
    public void close() {
        transport.closeGracefully().block();
    }

    private Map<String, Object> meta(String token) {
        return Map.of(
                PREFIX + "protocolVersion",
                VERSION,
                PREFIX + "clientCapabilities",
                capabilities,
                PREFIX + "clientInfo",
                Map.of("name", "java", "version", "1"),
                "progressToken",
                token);
    }

    private void accept(JSONRPCMessage message) {
        switch (message) {
            case JSONRPCResponse answer ->
                answers.computeIfAbsent(answer.id(), _ -> new CompletableFuture<>())
                        .complete(answer);
            case JSONRPCNotification notification -> heard.add(notification);
            default -> throw new AssertionError("a server of this era asks nothing: " + message);
        }
    }

    /** A request that was sent. */
    record Pending(String id, CompletableFuture<JSONRPCResponse> answer) {}
}
