package dev.mxcp.core;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Ends a property when its time is over, however many tries that were: {@code -Dmxcp.fuzz.seconds=600} for a long hunt.
 */
public final class WhileTimeLasts implements AroundTryHook {

    /** More than any machine makes. */
    public static final int TRIES = 10_000_000;

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("mxcp.fuzz.seconds", 5));

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor rest, List<Object> parameters) {
        var started = Store.getOrCreate(WhileTimeLasts.class, Lifespan.PROPERTY, System::nanoTime);
        var result = rest.execute(parameters);
        var over = System.nanoTime() - started.get() > TIME.toNanos();
        return over && result.isSatisfied() ? TryExecutionResult.satisfied(true) : result;
    }
}
