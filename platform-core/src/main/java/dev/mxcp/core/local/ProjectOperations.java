package dev.mxcp.core.local;

import dev.mxcp.core.call.CallCancellation;

/**
 * What the command line asks of an open project. The project is open in this process, or in the server that holds its
 * database; whoever asks sees no difference.
 */
@FunctionalInterface
public interface ProjectOperations extends AutoCloseable {

    /** Blocks until the reply is there. Never throws for what a user can cause. */
    Reply perform(Request request, CallCancellation cancellation);

    @Override
    default void close() {}
}
