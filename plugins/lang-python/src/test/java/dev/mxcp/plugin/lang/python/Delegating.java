package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.contract.TestingCallContext;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call like another one, but for what a test says. */
interface Delegating extends CallContext {

    TestingCallContext call();

    @Override
    default String requestId() {
        return call().requestId();
    }

    @Override
    default Identity identity() {
        return call().identity();
    }

    @Override
    default Map<String, String> requestHeaders() {
        return call().requestHeaders();
    }

    @Override
    default String transport() {
        return call().transport();
    }

    @Override
    default Instant deadline() {
        return call().deadline();
    }

    @Override
    default Cancellation cancellation() {
        return call().cancellation();
    }

    @Override
    default void progress(double progress, @Nullable Double total, @Nullable String message) {}

    @Override
    default void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {}

    @Override
    default Map<String, InputAnswer> ask(Map<String, InputRequest> requests) {
        return call().ask(requests);
    }

    @Override
    default ElicitAnswer elicit(String message, Map<String, ?> schema) {
        return call().elicit(message, schema);
    }

    @Override
    default String sample(String prompt, int maxTokens) {
        return call().sample(prompt, maxTokens);
    }

    @Override
    default Rows query(@Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments) {
        return call().query(source, sql, arguments);
    }
}
