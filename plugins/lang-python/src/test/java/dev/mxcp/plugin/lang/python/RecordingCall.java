package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Cancellation;
import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlTransaction;
import dev.mxcp.spi.contract.TestingCallContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A call of Ann's that remembers what it is asked. Its database answers every statement with two rows. */
record RecordingCall(TestingCallContext call, List<String> asked) implements CallContext {

    static final Identity ANN = Identity.builder("github")
            .userId("7")
            .username("ann")
            .email("ann@example.com")
            .claims(Map.of("name", "Ann", "picture", "http://example.com/ann.png"))
            .build();

    static RecordingCall ofAnn() {
        var call = TestingCallContext.anonymous().as(ANN).withHeaders(Map.of("x-team", "blue"));
        return new RecordingCall(call, new CopyOnWriteArrayList<>());
    }

    @Override
    public String requestId() {
        return call.requestId();
    }

    @Override
    public Identity identity() {
        return call.identity();
    }

    @Override
    public Map<String, String> requestHeaders() {
        return call.requestHeaders();
    }

    @Override
    public String transport() {
        return call.transport();
    }

    @Override
    public Instant deadline() {
        return call.deadline();
    }

    @Override
    public Cancellation cancellation() {
        return call.cancellation();
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        asked.add("progress %s of %s: %s".formatted(progress, total, message));
    }

    @Override
    public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
        asked.add("%s %s %s".formatted(level, message, data));
    }

    @Override
    public void resourceUpdated(String uri) {
        asked.add("updated " + uri);
    }

    @Override
    public void disconnect(Duration comeBackAfter) {
        asked.add("disconnect " + comeBackAfter);
    }

    @Override
    public boolean canAsk(InputRequest request) {
        return !(request instanceof InputRequest.Roots);
    }

    @Override
    public Map<String, InputAnswer> ask(Map<String, InputRequest> requests) {
        var answers = new TreeMap<String, InputAnswer>();
        requests.forEach((key, request) -> {
            asked.add("ask %s: %s".formatted(key, request));
            answers.put(key, answer(request));
        });
        return answers;
    }

    private static InputAnswer answer(InputRequest request) {
        return switch (request) {
            case InputRequest.Form _ -> new ElicitAnswer.Accepted(Map.of("sure", true));
            case InputRequest.Page _ -> new ElicitAnswer.Dismissed();
            case InputRequest.Sample _ -> new InputAnswer.Sampled("sampled", "a model");
            case InputRequest.Roots _ ->
                new InputAnswer.Folders(List.of(new InputAnswer.Folder("file:///work", "Work")));
        };
    }

    @Override
    public ElicitAnswer elicit(String message, Map<String, ?> schema) {
        asked.add("elicit %s %s".formatted(message, schema));
        return message.equals("no?") ? new ElicitAnswer.Declined() : new ElicitAnswer.Accepted(Map.of("sure", true));
    }

    @Override
    public String sample(String prompt, int maxTokens) {
        asked.add("sample %s %d".formatted(prompt, maxTokens));
        return "sampled";
    }

    @Override
    public Rows query(@Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments) {
        asked.add("%s%s %s".formatted(source == null ? "" : source + ": ", sql, new TreeMap<>(arguments)));
        return new TwoRows();
    }

    @Override
    public SqlTransaction transaction(@Nullable String source) {
        asked.add("begin");
        return new RecordingTransaction();
    }

    private final class RecordingTransaction implements SqlTransaction {

        @Override
        public Rows query(String sql, Map<String, ? extends @Nullable Object> arguments) {
            asked.add("in transaction: " + sql);
            return new TwoRows();
        }

        @Override
        public void commit() {
            asked.add("commit");
        }

        @Override
        public void close() {
            asked.add("close");
        }
    }

    private static final class TwoRows implements Rows {

        private final ArrayDeque<List<@Nullable Object>> left =
                new ArrayDeque<>(List.of(List.of(1L, "one"), List.of(2L, "two")));

        @Override
        public List<Column> columns() {
            return List.of(new Column("id", "BIGINT", false), new Column("name", "VARCHAR", true));
        }

        @Override
        public @Nullable List<@Nullable Object> next() {
            return left.poll();
        }

        @Override
        public boolean isTruncated() {
            return true;
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
