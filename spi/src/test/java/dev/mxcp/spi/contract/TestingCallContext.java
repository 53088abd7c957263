package dev.mxcp.spi.contract;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A call without a client: nobody listens, nobody answers. */
public record TestingCallContext(
        String requestId,
        Identity identity,
        Map<String, String> requestHeaders,
        Instant deadline,
        TestingCancellation cancellation)
        implements CallContext {

    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Duration PLENTY = Duration.ofMinutes(2);

    /** An anonymous call with plenty of time. */
    public static TestingCallContext anonymous() {
        return new TestingCallContext(
                "test-" + NUMBER.incrementAndGet(),
                Identity.anonymous(),
                Map.of(),
                Instant.now().plus(PLENTY),
                new TestingCancellation());
    }

    public TestingCallContext as(Identity who) {
        return new TestingCallContext(requestId, who, requestHeaders, deadline, cancellation);
    }

    public TestingCallContext withHeaders(Map<String, String> headers) {
        return new TestingCallContext(requestId, identity, Map.copyOf(headers), deadline, cancellation);
    }

    public TestingCallContext within(Duration time) {
        return new TestingCallContext(
                requestId, identity, requestHeaders, Instant.now().plus(time), cancellation);
    }

    @Override
    public String transport() {
        return "cli";
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {}

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {}

    @Override
    public Map<String, InputAnswer> ask(Map<String, InputRequest> requests) {
        throw new PlatformException(Code.UNSUPPORTED, "nobody can be asked in a test");
    }

    @Override
    public ElicitAnswer elicit(String message, Map<String, ?> schema) {
        throw new PlatformException(Code.UNSUPPORTED, "nobody can be asked in a test");
    }

    @Override
    public String sample(String prompt, int maxTokens) {
        throw new PlatformException(Code.UNSUPPORTED, "there is no model in a test");
    }

    @Override
    public Rows query(@Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments) {
        throw new PlatformException(Code.UNSUPPORTED, "there is no other source in a test");
    }
}
