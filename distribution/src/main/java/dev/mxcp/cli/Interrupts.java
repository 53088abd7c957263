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
        return () -> Runtime.getRuntime().removeShutdownHook(hook);
    }

    /** Ends the reaction; too late when the process is already on its way out. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
