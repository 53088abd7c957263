package dev.mxcp.core.mcp;

import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.call.Client;
import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The way back to the client of one request. What it did not ask for or cannot do is dropped or refused here. */
final class SessionClient implements Client {

    private static final Logger LOG = LoggerFactory.getLogger(SessionClient.class);

    private final McpAsyncServerExchange exchange;
    private final @Nullable Object progressToken;
    private final CallCancellation cancellation;
    private final MessageStream stream;
    /** Only who can choose a level is told. */
    private final boolean logs;

    private final ResourceUpdates updates;
    private final ProgressGate gate = new ProgressGate();

    SessionClient(
            McpAsyncServerExchange exchange, @Nullable Object progressToken, CallScope scope, ResourceUpdates updates) {
        this.exchange = exchange;
        this.progressToken = progressToken;
        this.cancellation = scope.caller().cancellation();
        this.stream = scope.stream();
        this.logs = scope.session().isKept();
        this.updates = updates;
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        if (progressToken != null && gate.admits(progress, total)) {
            tell(exchange.progressNotification(
                    new McpSchema.ProgressNotification(progressToken, progress, total, message, null)));
        }
    }

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        if (!logs) {
            return;
        }
        var text = data.isEmpty() ? message : message + " " + data;
        tell(exchange.loggingNotification(new McpSchema.LoggingMessageNotification(level(level), "mxcp", text)));
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
        var capabilities = exchange.getClientCapabilities();
        return capabilities != null
                && switch (request) {
                    case InputRequest.Form _ -> capabilities.elicitation() != null;
                    case InputRequest.Page _ ->
                        capabilities.elicitation() != null
                                && capabilities.elicitation().url() != null;
                    case InputRequest.Sample _ -> capabilities.sampling() != null;
                    case InputRequest.Roots _ -> capabilities.roots() != null;
                };
    }

    private InputAnswer ask(InputRequest request, Instant deadline) {
        return switch (request) {
            case InputRequest.Form(var message, var schema) ->
                elicited(new McpSchema.ElicitFormRequest(message, new LinkedHashMap<>(schema), null), schema, deadline);
            case InputRequest.Page(var message, var url) ->
                elicited(
                        new McpSchema.ElicitUrlRequest(
                                message, url, UUID.randomUUID().toString(), null),
                        Map.of(),
                        deadline);
            case InputRequest.Sample(var prompt, var systemPrompt, var maxTokens) ->
                sampled(prompt, systemPrompt, maxTokens, deadline);
            case InputRequest.Roots() ->
                new InputAnswer.Folders(ask(exchange.listRoots(), deadline).roots().stream()
                        .map(root -> new InputAnswer.Folder(root.uri(), root.name()))
                        .toList());
        };
    }

    private InputAnswer elicited(McpSchema.ElicitRequest question, Map<String, ?> schema, Instant deadline) {
        var answer = ask(exchange.createElicitation(question), deadline);
        return switch (answer.action()) {
            case ACCEPT -> new ElicitAnswer.Accepted(content(answer, schema));
            case DECLINE -> new ElicitAnswer.Declined();
            case CANCEL -> new ElicitAnswer.Dismissed();
        };
    }

    private InputAnswer sampled(String prompt, @Nullable String systemPrompt, int maxTokens, Instant deadline) {
        var message = new McpSchema.SamplingMessage(McpSchema.Role.USER, new McpSchema.TextContent(null, prompt, null));
        var question = McpSchema.CreateMessageRequest.builder(List.of(message), maxTokens);
        if (systemPrompt != null) {
            question.systemPrompt(systemPrompt);
        }
        var answer = ask(exchange.createMessage(question.build()), deadline);
        if (answer.content() instanceof McpSchema.TextContent text) {
            return new InputAnswer.Sampled(text.text(), answer.model());
        }
        throw new PlatformException(Code.FAILED, "the client's model answered with something other than text");
    }

    private void tell(Mono<Void> notification) {
        if (!cancellation.isCancelled()) {
            notification.onErrorComplete().block();
        }
    }

    /** Waits until the client has answered, its time for answers is over, or the call must end. */
    private <T> T ask(Mono<T> question, Instant deadline) {
        var answer = question.toFuture();
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

    private static Map<String, @Nullable Object> content(McpSchema.ElicitResult answer, Map<String, ?> schema) {
        try {
            return InputWire.content("the client's answer", answer.content(), schema);
        } catch (ProtocolException e) {
            throw new PlatformException(Code.FAILED, e.getMessage(), e);
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
