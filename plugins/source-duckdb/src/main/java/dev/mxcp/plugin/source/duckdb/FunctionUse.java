package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.plugin.source.duckdb.RunningCalls.RunningCall;
import dev.mxcp.spi.PlatformException;
import java.util.Optional;

/** What lets the functions of plugins find the call of one run, as long as it runs. Used on its lane. */
final class FunctionUse {

    private final RunningCalls calls;
    private final RunningCall call;
    private long number;
    private boolean begun;

    FunctionUse(RunningCalls calls, RunningCall call) {
        this.calls = calls;
        this.call = call;
    }

    long begin() {
        number = calls.begin(call);
        begun = true;
        return number;
    }

    void end() {
        if (begun) {
            calls.end(number);
            begun = false;
        }
    }

    /** The first thing that a function did wrong. */
    Optional<PlatformException> failure() {
        return Optional.ofNullable(call.failure().get());
    }
}
