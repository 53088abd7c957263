package dev.mxcp.spi.contract;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.SqlTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A call in a test. Its client hears what it is told; it can be asked when it is {@link #by made by} one that can. */
public record TestingCallContext(
        String requestId,
        Identity identity,
        Map<String, String> requestHeaders,
        Instant deadline,
        TestingCancellation cancellation,
        @Nullable DataSource source,
        TestingClient client)
        implements CallContext {

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final int MAX_ROWS = 10_000;
    private static final Duration PLENTY = Duration.ofMinutes(2);

    /** An anonymous call with plenty of time. */
    public static TestingCallContext anonymous() {
        return new TestingCallContext(
                "test-" + NUMBER.incrementAndGet(),
                Identity.anonymous(),
                Map.of(),
                Instant.now().plus(PLENTY),
                new TestingCancellation(),
                null,
                TestingClient.listening());
    }

    public TestingCallContext as(Identity who) {
        return new TestingCallContext(requestId, who, requestHeaders, deadline, cancellation, source, client);
    }

    public TestingCallContext withHeaders(Map<String, String> headers) {
        return new TestingCallContext(requestId, identity, Map.copyOf(headers), deadline, cancellation, source, client);
    }

    public TestingCallContext within(Duration time) {
        return new TestingCallContext(
                requestId, identity, requestHeaders, Instant.now().plus(time), cancellation, source, client);
    }

    /** A call that can query this source. */
    public TestingCallContext on(DataSource database) {
        return new TestingCallContext(requestId, identity, requestHeaders, deadline, cancellation, database, client);
    }

    /** A call that this client makes. */
    public TestingCallContext by(TestingClient caller) {
        return new TestingCallContext(requestId, identity, requestHeaders, deadline, cancellation, source, caller);
    }

    @Override
    public String transport() {
        return "cli";
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        client.hear(new TestingClient.Progress(progress, total, message));
    }

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        client.hear(new TestingClient.Message(level, message, new LinkedHashMap<>(data)));
    }

    @Override
    public boolean canAsk(InputRequest request) {
        return client.canBeAsked();
    }

    @Override
    public Map<String, InputAnswer> ask(Map<String, InputRequest> requests) {
        return client.ask(requests);
    }

    @Override
    public ElicitAnswer elicit(String message, Map<String, ?> schema) {
        return (ElicitAnswer) answer("elicit: " + message, new InputRequest.Form(message, schema));
    }

    @Override
    public String sample(String prompt, int maxTokens) {
        var answer = answer("sample: " + prompt, new InputRequest.Sample(prompt, null, maxTokens));
        return ((InputAnswer.Sampled) answer).text();
    }

    private InputAnswer answer(String key, InputRequest question) {
        return Objects.requireNonNull(ask(Map.of(key, question)).get(key));
    }

    @Override
    public Rows query(@Nullable String name, String sql, Map<String, ? extends @Nullable Object> arguments) {
        try {
            return reached(name).prepare(sql).run(arguments, MAX_ROWS, this);
        } catch (SqlException e) {
            throw new PlatformException(Code.INVALID_INPUT, e.getMessage(), e);
        }
    }

    @Override
    public SqlTransaction transaction(@Nullable String name) {
        return reached(name).begin(MAX_ROWS, this);
    }

    private DataSource reached(@Nullable String name) {
        if (source == null || name != null) {
            throw new PlatformException(Code.UNSUPPORTED, "there is no other source in a test");
        }
        return source;
    }
}
