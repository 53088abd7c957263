package dev.mxcp.cli;

import dev.mxcp.core.call.CallCancellation;

/** Turns Ctrl-C into a cancelled call, so that the database stops working on it. */
final class Interrupts {

    private Interrupts() {}

    static Registration cancel(CallCancellation cancellation, Console console) {
        var hook = Thread.ofPlatform().name("interrupt").unstarted(() -> {
            cancellation.cancel();
            console.err().println("Operation cancelled by user");
        });
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> remove(hook);
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is on its way out, so the hook does its work
        }
    }

    /** Ends the reaction. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
