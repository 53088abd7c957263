package dev.mxcp.cli;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.LoggerFactory;

/**
 * Reacts to Unix signals. The JDK offers them in {@code sun.misc.Signal} alone, whose use draws a warning that the
 * compiler cannot be told to leave out; hence the indirection.
 */
final class Signals {

    private Signals() {}

    /** Runs the action on every signal of this name, such as {@code HUP}, instead of what the JVM does by default. */
    static void on(String name, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var lookup = MethodHandles.publicLookup();
            var run = MethodHandles.lookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            var reaction =
                    MethodHandleProxies.asInterfaceInstance(handler, MethodHandles.dropArguments(run, 0, signal));
            lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler))
                    .invoke(signal.getConstructor(String.class).newInstance(name), reaction);
        } catch (Throwable e) {
            LoggerFactory.getLogger(Signals.class)
                    .atWarn()
                    .setCause(e)
                    .addKeyValue("signal", name)
                    .log("this signal cannot be handled here");
        }
    }
}
