package dev.mxcp.plugin.lang.python;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Work for workers that nobody's call waits for. */
final class Background {

    static final Executor THREADS =
            task -> Thread.ofVirtual().name("python-worker").start(task);

    private Background() {}

    /** What came of it; what it failed with is thrown as it was. */
    static <T> T joined(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
