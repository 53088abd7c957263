package dev.mxcp.core.pipeline;

import dev.mxcp.core.call.CallRequest;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlTransaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link CallRequest} that was accepted: with its deadline, and with what it can reach. */
final class Call implements CallContext {

    private final CallRequest request;
    private final Instant deadline;
    private final SqlAccess sql;
    private final QuestionKeys keys = new QuestionKeys();

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
    public void resourceUpdated(String uri) {
        request.client().resourceUpdated(uri);
    }

    @Override
    public void disconnect(Duration comeBackAfter) {
        request.client().disconnect(comeBackAfter);
    }

    @Override
    public boolean canAsk(InputRequest request) {
        return this.request.client().canAsk(request);
    }

    @Override
    public Map<String, InputAnswer> ask(Map<String, InputRequest> requests) {
        return request.client().ask(requests, deadline);
    }

    @Override
    public ElicitAnswer elicit(String message, Map<String, ?> schema) {
        return askOne(new InputRequest.Form(message, schema)) instanceof ElicitAnswer answer
                ? answer
                : new ElicitAnswer.Dismissed();
    }

    @Override
    public String sample(String prompt, int maxTokens) {
        if (askOne(new InputRequest.Sample(prompt, null, maxTokens)) instanceof InputAnswer.Sampled answer) {
            return answer.text();
        }
        throw new PlatformException(PlatformException.Code.FAILED, "the client's model gave no answer");
    }

    private @Nullable InputAnswer askOne(InputRequest question) {
        var key = keys.of(question);
        return ask(Map.of(key, question)).get(key);
    }

    @Override
    public Rows query(@Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments) {
        return this.sql.query(source, sql, arguments, this);
    }

    @Override
    public SqlTransaction transaction(@Nullable String source) {
        return sql.transaction(source, this);
    }
}
