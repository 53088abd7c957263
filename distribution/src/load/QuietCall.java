import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.Rows;
import java.time.Instant;
import java.util.Map;

/** A call without a client. */
record QuietCall(Instant deadline) implements CallContext, Cancellation {
    @Override
    public String requestId() {
        return "load";
    }

    @Override
    public Identity identity() {
        return Identity.anonymous();
    }

    @Override
    public Map<String, String> requestHeaders() {
        return Map.of();
    }

    @Override
    public String transport() {
        return "cli";
    }

    @Override
    public Cancellation cancellation() {
        return this;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public Registration onCancel(Runnable action) {
        return () -> {};
    }

    @Override
    public void progress(double progress, Double total, String message) {}

    @Override
    public void log(LogLevel level, String message, Map<String, ?> data) {}

    @Override
    public Map<String, InputAnswer> ask(Map<String, InputRequest> requests) {
        return Map.of();
    }

    @Override
    public ElicitAnswer elicit(String message, Map<String, ?> schema) {
        return new ElicitAnswer.Declined();
    }

    @Override
    public String sample(String prompt, int maxTokens) {
        return "";
    }

    @Override
    public Rows query(String source, String sql, Map<String, ?> arguments) {
        throw new IllegalStateException("there is no source " + source);
    }
}
