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

    /**
     * Names are lower-case, several values of one name are joined. Without those that {@link CredentialHeaders} names,
     * except where {@code mcp-param-...} repeats an argument. Empty unless the call came by HTTP.
     */
    Map<String, String> requestHeaders();

    /** {@code http}, {@code stdio} or {@code cli}. */
    String transport();

    /** When the call must be over; work that goes on after it is cancelled. */
    Instant deadline();

    Cancellation cancellation();

    /** Reports progress: {@code progress} grows with every report; {@code total} is in the same unit. */
    void progress(double progress, @Nullable Double total, @Nullable String message);

    /**
     * Tells the client, and nobody else: the server's own log does not get it. A client of a session is told from the
     * level that it has set, {@code INFO} until it sets one; a client without a session from the level that its request
     * names, and nothing when it names none. Dropped where the transport keeps no session of a client that needs one, on
     * the command line, after the answer, and in a task that nobody waits for any more.
     *
     * @param message a text of its own when there is no data, otherwise the field {@code message} of an object
     * @param data the object's other fields, as plain Java values; left out when JSON has no form for one of them. The
     *     client may show it to anybody: no secrets
     */
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
     * @param comeBackAfter at most a minute; what is longer is taken for one, and what is negative for zero, which is at
     *     once
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
     * Asks the client and returns when everything is answered. When it cannot be asked one of the questions, it is asked
     * none.
     *
     * <p>A client of a session is asked while the call waits, one question after the other. A client without a session
     * gets all open questions together as the end of this run, by {@link CallSuspended}, and calls again with the
     * answers: the endpoint then runs <em>again from its start</em>, and the same question, known by its key, returns at
     * once. So what comes before a question must be harmless to repeat, and a key must mean the same question in every
     * run. A task whose client does not wait any more asks all of them together and waits.
     *
     * @param requests by keys that are unique in this call
     * @return an answer for every key
     * @throws CallSuspended when the client answers by calling again; let it pass
     * @throws PlatformException {@code UNSUPPORTED} when the client cannot answer such questions; {@code FAILED} when it
     *     refuses one, takes longer than the server lets it (five minutes), or answers something else than was asked
     *     for; {@code LIMIT_EXCEEDED} when the call's deadline comes first; {@code CANCELLED} when the call or its task
     *     ended
     */
    Map<String, InputAnswer> ask(Map<String, InputRequest> requests);

    /**
     * Asks the person behind the client to fill in a form, as {@link #ask} does. Its key is made of the message and the
     * schema, and of the order among questions that are equal in both. So both must read the same in every run: with a
     * time or a random number in the message the answer of an earlier run is never found, and the question asked again.
     *
     * @param schema a JSON Schema of an object with flat properties, as plain Java values
     * @throws CallSuspended as {@link #ask} does
     * @throws PlatformException as {@link #ask} does
     */
    ElicitAnswer elicit(String message, Map<String, ?> schema);

    /**
     * Asks the client's model for one answer, as {@link #ask} does: one text that a user says goes in, one text comes
     * out. Conversations, images, audio, tools and a choice of models are not asked for; a system prompt is what
     * {@link InputRequest.Sample} can have. Its key is made of the prompt, and of the order among equal prompts.
     *
     * @throws CallSuspended as {@link #ask} does
     * @throws PlatformException as {@link #ask} does; {@code FAILED} too when the model answers something else than text
     */
    String sample(String prompt, int maxTokens);

    /**
     * Runs SQL on a named source of the project as part of this call: same identity, deadline, limits and audit.
     *
     * @param source the source's name, or null for the project's own database
     * @return rows to read and close; a writing statement takes effect when they are {@link Rows#commit committed}
     * @throws PlatformException as {@link PreparedSql#run} does; {@code INVALID_INPUT} when the statement cannot be
     *     prepared, {@code UNSUPPORTED} when there is no such source
     */
    Rows query(@Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments);

    /**
     * Begins several statements that last together, on a named source of the project as part of this call. It is rolled
     * back when the call ends before it is committed.
     *
     * @param source the source's name, or null for the project's own database
     * @throws PlatformException as {@link PreparedSql#run} does; {@code UNSUPPORTED} when there is no such source or it has
     *     no transactions
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
