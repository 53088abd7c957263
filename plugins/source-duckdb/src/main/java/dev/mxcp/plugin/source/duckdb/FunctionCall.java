package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** The call as a function sees it: what it asks of the database runs above the statement that waits for the function. */
final class FunctionCall {

    private FunctionCall() {}

    /**
     * A proxy, so that whatever else a call can do passes through.
     *
     * @param level of the statement that waits
     */
    static CallContext of(CallContext call, int level) {
        return (CallContext) Proxy.newProxyInstance(
                CallContext.class.getClassLoader(),
                new Class<?>[] {CallContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "query", "transaction" -> LaneLevels.above(level, () -> invoked(call, method, arguments));
                    default -> invoked(call, method, arguments);
                });
    }

    private static @Nullable Object invoked(CallContext call, Method method, @Nullable Object @Nullable [] arguments) {
        try {
            return method.invoke(call, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException error) {
                throw error;
            }
            throw new PlatformException(PlatformException.Code.FAILED, "the call failed", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
