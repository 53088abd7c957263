package dev.mxcp.core.pipeline;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.Rows;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link CallRequest} that was accepted: with its deadline, and with what it can reach. */
final class Call implements CallContext {

    private final CallRequest request;
    private final Instant deadline;
    private final SqlAccess sql;

    Call(CallRequest request, Instant deadline, SqlAccess sql) {
        this.request = request;
        this.deadline = deadline;
        this.sql = sql;
    }

    @Override
    public String requestId() {
        return request.requestId();
    }

    @Override
    public Identity identity() {
        return request.identity();
    }

    @Override
    public Map<String, String> requestHeaders() {
        return request.headers();
    }

    @Override
    public String transport() {
        return request.transport();
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public Cancellation cancellation() {
        return request.cancellation();
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        request.client().progress(progress, total, message);
    }

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        request.client().log(level, message, data);
    }

    @Override
    public ElicitAnswer elicit(String message, Map<String, ?> schema) {
        return request.client().elicit(message, schema, deadline);
    }

    @Override
    public String sample(String prompt, int maxTokens) {
        return request.client().sample(prompt, maxTokens, deadline);
    }

    @Override
    public Rows query(@Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments) {
        return this.sql.query(source, sql, arguments, this);
    }
}
