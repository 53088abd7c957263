package dev.mxcp.core.mcp;

import java.time.Duration;

/**
 * Where messages to a client go; made by a transport. Its methods never throw: a transport finds out by itself that
 * a client is gone. Safe to use from any thread.
 */
public interface MessageStream {

    /** Sends a notification or a question of the server. */
    void send(byte[] message);

    /** Sends the answer to the request that this stream belongs to. */
    void answer(byte[] message);

    /**
     * Sends an error as the answer.
     *
     * @param httpStatus the status of the response, where there is one and nothing was sent yet
     */
    default void fail(byte[] message, int httpStatus) {
        answer(message);
    }

    /**
     * Lets the client go, which comes back for what follows. Does nothing when it cannot.
     *
     * @param comeBackAfter when it is to do so
     */
    default void disconnect(Duration comeBackAfter) {}

    /** Ends the stream: after the answer, or without one. */
    void end();
}
