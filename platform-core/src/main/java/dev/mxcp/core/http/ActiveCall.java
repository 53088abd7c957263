package dev.mxcp.core.http;

import dev.mxcp.core.call.CallCancellation;

/** A call that runs, as the server watches it. */
interface ActiveCall {

    /** Called every now and then while the call runs. */
    void watch(long now);

    /** Does not wait for what the call does when it is cancelled. */
    void cancel();

    static void cancel(CallCancellation cancellation) {
        // a platform thread: calls that compute may hold all that virtual threads run on
        Thread.ofPlatform().daemon().name("mcp-cancel").start(cancellation::cancel);
    }
}
