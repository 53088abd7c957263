package dev.mxcp.core.mcp;

import dev.mxcp.core.call.Client;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way back to a client that answers with its next request. A question it has answered returns at once; any other
 * ends the run.
 */
final class AskingClient implements Client {

    private final Client way;
    private final ClientCapabilities capabilities;
    private final Map<String, @Nullable Object> given;
    private final Map<String, @Nullable Object> asked = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> lacking = new LinkedHashMap<>();
    private @Nullable ProtocolException problem;

    /** @param given answers as the client sent them, by the key of the question */
    AskingClient(Client way, ClientCapabilities capabilities, Map<String, @Nullable Object> given) {
        this.way = way;
        this.capabilities = capabilities;
        this.given = given;
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        way.progress(progress, total, message);
    }

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        way.log(level, message, data);
    }

    @Override
    public void resourceUpdated(String uri) {
        way.resourceUpdated(uri);
    }

    @Override
    public boolean canAsk(InputRequest request) {
        return capabilities.canAnswer(request);
    }

    @Override
    public synchronized Map<String, InputAnswer> ask(Map<String, InputRequest> requests, Instant deadline) {
        requests.values().forEach(this::requireCapability);
        var answers = new LinkedHashMap<String, InputAnswer>();
        var open = new LinkedHashMap<String, InputRequest>();
        requests.forEach((key, request) -> {
            if (given.containsKey(key)) {
                answers.put(key, read(key, request));
            } else {
                open.put(key, request);
            }
        });
        if (!open.isEmpty()) {
            throw new CallSuspended(open);
        }
        return answers;
    }

    private InputAnswer read(String key, InputRequest request) {
        var answer = given.get(key);
        try {
            var read = InputWire.answer(key, request, answer);
            asked.put(key, answer);
            return read;
        } catch (ProtocolException e) {
            // no failure of the endpoint's, so nothing that it could handle
            problem = e;
            throw new CallSuspended(Map.of(key, request));
        }
    }

    private void requireCapability(InputRequest request) {
        if (!canAsk(request)) {
            var needed = capabilities.lacking(request);
            lacking.computeIfAbsent(needed.getKey(), _ -> new LinkedHashMap<>()).putAll(needed.getValue());
            throw new PlatformException(PlatformException.Code.UNSUPPORTED, InputWire.undeclared(request));
        }
    }

    /** Answers that the run made use of, as the client sent them. */
    synchronized Map<String, @Nullable Object> used() {
        return new LinkedHashMap<>(asked);
    }

    /** Why an answer of the client is none. */
    synchronized Optional<ProtocolException> problem() {
        return Optional.ofNullable(problem);
    }

    /** Capabilities that the client would have needed to declare. */
    synchronized Map<String, Object> lacking() {
        return new LinkedHashMap<>(lacking);
    }
}
