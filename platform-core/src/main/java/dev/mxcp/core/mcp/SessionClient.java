package dev.mxcp.core.mcp;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.call.Client;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpLoggableSession;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** The way back to the client of one request. What it did not ask for or cannot do is dropped or refused here. */
final class SessionClient implements Client {

    private static final Logger LOG = LoggerFactory.getLogger(SessionClient.class);

    /** Where the library would log, with a stack trace, that a question failed for which nobody waits any more. */
    private static final Context UNHEARD = Context.of("reactor.onErrorDropped.local", (Consumer<Throwable>)
            late -> LOG.atDebug().setCause(late).log("a question to the client failed after its time"));

    private static final TypeRef<Object> ANY_JSON = new TypeRef<>() {};

    private final McpLoggableSession peer;
    private final ClientCapabilities capabilities;
    private final @Nullable Object progressToken;
    private final CallCancellation cancellation;
    private final MessageStream stream;
    /** Only who can choose a level is told. */
    private final boolean logs;

    private final ResourceUpdates updates;
    private final ProgressGate gate = new ProgressGate();

    SessionClient(@Nullable Object progressToken, CallScope scope, ResourceUpdates updates) {
        this.peer = scope.peer();
        this.capabilities = scope.session().capabilities();
        this.progressToken = progressToken;
        this.cancellation = scope.caller().cancellation();
        this.stream = scope.stream();
        this.logs = scope.session().isKept();
        this.updates = updates;
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        if (progressToken != null && gate.admits(progress, total)) {
            tell(NoticeWire.PROGRESS, NoticeWire.progress(progressToken, progress, total, message));
        }
    }

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        if (logs && peer.isNotificationForLevelAllowed(level(level))) {
            tell(NoticeWire.LOG, NoticeWire.log(level, message, data));
        }
    }

    @Override
    public void resourceUpdated(String uri) {
        updates.updated(uri);
    }

    @Override
    public void disconnect(Duration comeBackAfter) {
        stream.disconnect(comeBackAfter);
    }

    @Override
    public Map<String, InputAnswer> ask(Map<String, InputRequest> requests, Instant deadline) {
        requests.values().forEach(this::requireCapability);
        var answers = new LinkedHashMap<String, InputAnswer>();
        requests.forEach((key, request) -> answers.put(key, ask(request, deadline)));
        return answers;
    }

    private void requireCapability(InputRequest request) {
        if (!canAsk(request)) {
            throw new PlatformException(Code.UNSUPPORTED, InputWire.undeclared(request));
        }
    }

    @Override
    public boolean canAsk(InputRequest request) {
        return capabilities.canAnswer(request);
    }

    private InputAnswer ask(InputRequest request, Instant deadline) {
        var params = new LinkedHashMap<>(InputWire.params(request));
        if (request instanceof InputRequest.Page) {
            // the revisions with sessions want one; there is no message here that would refer to it
            params.put("elicitationId", UUID.randomUUID().toString());
        }
        var answer = ask(peer.sendRequest(InputWire.method(request), params, ANY_JSON), deadline);
        try {
            return InputWire.read("result", request, answer);
        } catch (ProtocolException e) {
            throw new PlatformException(Code.FAILED, "the client's answer cannot be used: " + e.getMessage(), e);
        }
    }

    private void tell(String method, Map<String, Object> params) {
        if (!cancellation.isCancelled()) {
            peer.sendNotification(method, params).onErrorComplete().block();
        }
    }

    /** Waits until the client has answered, its time for answers is over, or the call must end. */
    private <T> T ask(Mono<T> question, Instant deadline) {
        var answer = question.contextWrite(UNHEARD).toFuture();
        try (var _ = cancellation.onCancel(() -> answer.cancel(true))) {
            return answer.get(Duration.between(Instant.now(), deadline).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new PlatformException(
                    Code.LIMIT_EXCEEDED, "the client did not answer before the deadline of the call", e);
        } catch (CancellationException e) {
            throw new PlatformException(Code.CANCELLED, "the call was cancelled while it waited for the client", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(Code.CANCELLED, "the call was stopped while it waited for the client", e);
        } catch (ExecutionException e) {
            LOG.atDebug().setCause(e).log("a question to the client failed");
            throw new PlatformException(Code.FAILED, "the client refused or did not answer in time", e);
        }
    }

    private static McpSchema.LoggingLevel level(LogLevel level) {
        return switch (level) {
            case DEBUG -> McpSchema.LoggingLevel.DEBUG;
            case INFO -> McpSchema.LoggingLevel.INFO;
            case WARNING -> McpSchema.LoggingLevel.WARNING;
            case ERROR -> McpSchema.LoggingLevel.ERROR;
        };
    }
}
