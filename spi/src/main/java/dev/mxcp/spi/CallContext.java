package dev.mxcp.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call: who makes it, how long it may take, and the ways to talk back to the client while it runs.
 *
 * <p>Implemented by the platform; valid until the endpoint returns. Safe to use from any thread the endpoint starts.
 * Talking back never fails a call: what a client did not ask for or cannot receive is dropped, except
 * {@link #ask}, {@link #elicit} and {@link #sample}, which say so.
 */
public interface CallContext {

    /** Unique per call; in every log line and in every message about a defect. */
    String requestId();

    Identity identity();

    /** Header names are lower-case. Never contains {@code authorization} or cookies. Empty unless the call came by HTTP. */
    Map<String, String> requestHeaders();

    /** {@code http}, {@code stdio} or {@code cli}. */
    String transport();

    /** When the call must be over; work that goes on after it is cancelled. */
    Instant deadline();

    Cancellation cancellation();

    /** Reports progress: {@code progress} grows with every report; {@code total} is in the same unit. */
    void progress(double progress, @Nullable Double total, @Nullable String message);

    void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data);

    /**
     * Tells every client that subscribed to this resource, not only the one that calls, that it may read differently
     * now. At once: so the change must have taken effect, which for what a result writes is after
     * {@link EndpointResult#commit}. It may be told once of several changes, and is not told where nobody can
     * subscribe, as on the command line.
     *
     * @param uri as clients read it; of a resource template, with the values put in
     */
    default void resourceUpdated(String uri) {}

    /**
     * Frees the connection of a call that takes long: the client is told to come back for what follows, and the call
     * goes on. Messages and the answer wait for it. A client that cannot come back stays connected.
     *
     * @param comeBackAfter at most a minute; what is longer is taken for one
     */
    default void disconnect(Duration comeBackAfter) {}

    /**
     * Whether the client can be asked this. An endpoint that can do without asks only what it may; one that cannot just
     * asks, and its client is told what it lacks.
     */
    default boolean canAsk(InputRequest request) {
        return false;
    }

    /**
     * Asks the client, all questions at once, and returns when all are answered.
     *
     * <p>A client of a session is asked while the call waits. A client without a session gets the questions as the
     * end of this run, by {@link CallSuspended}, and calls again with the answers: the endpoint then runs <em>again
     * from its start</em>, and the same question, known by its key, returns at once. So what comes before a question
     * must be harmless to repeat, and a key must mean the same question in every run.
     *
     * @param requests by keys that are unique in this call
     * @return an answer for every key
     * @throws PlatformException {@code UNSUPPORTED} when the client cannot answer such questions, {@code CANCELLED}
     *     when the call ended
     */
    Map<String, InputAnswer> ask(Map<String, InputRequest> requests);

    /**
     * Asks the person behind the client to fill in a form, as {@link #ask} does.
     *
     * @param schema a JSON Schema of an object with flat properties, as plain Java values
     * @throws PlatformException {@code UNSUPPORTED} when the client cannot ask, {@code CANCELLED} when the call ended
     */
    ElicitAnswer elicit(String message, Map<String, ?> schema);

    /**
     * Asks the client's model for one answer, as {@link #ask} does.
     *
     * @throws PlatformException {@code UNSUPPORTED} when the client offers no model, {@code CANCELLED} when the call ended
     */
    String sample(String prompt, int maxTokens);

    /**
     * Runs SQL on a named source of the project as part of this call: same identity, deadline, limits and audit.
     *
     * @param source the source's name, or null for the project's own database
     * @return rows to read and close; a writing statement takes effect when they are {@link Rows#commit committed}
     */
    Rows query(@Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments);

    /**
     * Begins several statements that last together, on a named source of the project as part of this call. It is rolled
     * back when the call ends before it is committed.
     *
     * @param source the source's name, or null for the project's own database
     * @throws PlatformException {@code UNSUPPORTED} when the source has no transactions
     */
    default SqlTransaction transaction(@Nullable String source) {
        throw new PlatformException(PlatformException.Code.UNSUPPORTED, "transactions are not available here");
    }

    enum LogLevel {
        DEBUG,
        INFO,
        WARNING,
        ERROR
    }

    /** How a person answered. */
    sealed interface ElicitAnswer extends InputAnswer {
        record Accepted(Map<String, @Nullable Object> content) implements ElicitAnswer {}

        record Declined() implements ElicitAnswer {}

        record Dismissed() implements ElicitAnswer {}
    }
}
