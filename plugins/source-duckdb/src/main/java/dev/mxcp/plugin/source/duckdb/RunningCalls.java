package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The calls whose statements may call functions of plugins. The engine runs functions on threads of its own, so a
 * statement carries a number by which the call is found; nobody can guess the number of another call.
 */
final class RunningCalls {

    static final String VARIABLE = "mxcp_call";

    /** SQL that tells the number of the call that the connection works for. */
    static final String CURRENT = "CAST(getvariable('" + VARIABLE + "') AS BIGINT)";

    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<Long, RunningCall> running = new ConcurrentHashMap<>();

    /** @return the number, to be {@linkplain #end ended} */
    long begin(RunningCall call) {
        while (true) {
            var number = random.nextLong();
            if (running.putIfAbsent(number, call) == null) {
                return number;
            }
        }
    }

    void end(long number) {
        running.remove(number);
    }

    @Nullable
    RunningCall find(long number) {
        return running.get(number);
    }

    /**
     * @param context what functions get
     * @param functions those that the call's statement knows
     */
    record RunningCall(
            CallContext context, FunctionSet functions, AtomicReference<@Nullable PlatformException> failure) {

        RunningCall(CallContext context, FunctionSet functions) {
            this(context, functions, new AtomicReference<>());
        }

        /** The engine would show the stack of what is thrown here; the statement's own failure is this one. */
        PlatformException failed(PlatformException error) {
            failure.compareAndSet(null, error);
            return error;
        }
    }
}
