package dev.mxcp.plugin.source.duckdb;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Native code must not run on a virtual thread: it would keep the thread's carrier from everybody else. */
final class PlatformThreads {

    private PlatformThreads() {}

    /** Work that enters native code. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    static boolean isOne() {
        return !Thread.currentThread().isVirtual();
    }

    /**
     * Does the work on the caller's thread when that is a platform thread, and otherwise on one of its own. The caller
     * waits until the work has ended, because what it opens needs somebody who closes it; an interrupt is passed on.
     */
    @SuppressWarnings("unchecked") // the work throws nothing else
    static <T, E extends Exception> T call(String name, Work<T, E> work) throws E {
        if (isOne()) {
            return work.run();
        }
        var task = new FutureTask<T>(work::run);
        await(task, Thread.ofPlatform().daemon().name(name).start(task));
        return switch (task.state()) {
            case SUCCESS -> task.resultNow();
            case FAILED -> throw (E) failure(task.exceptionNow());
            case RUNNING, CANCELLED -> throw new IllegalStateException("nobody cancels the work");
        };
    }

    private static void await(FutureTask<?> task, Thread thread) {
        var interrupted = false;
        while (!task.isDone()) {
            try {
                task.get();
            } catch (InterruptedException e) {
                interrupted = true;
                thread.interrupt();
            } catch (ExecutionException e) {
                // told by whoever asked for the work
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Exception failure(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case Exception exception -> exception;
            default -> new IllegalStateException(thrown);
        };
    }
}
