package dev.mxcp.core.http;

/** A call that runs, as the server watches it. */
interface ActiveCall {

    /** Called every now and then while the call runs. */
    void watch(long now);

    void cancel();
}
