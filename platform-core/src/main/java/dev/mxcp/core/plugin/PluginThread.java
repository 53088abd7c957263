package dev.mxcp.core.plugin;

import java.util.function.Supplier;

/** Runs a plugin's code with its class loader as the thread's, for libraries that look things up there. */
final class PluginThread {

    private PluginThread() {}

    static <T> T call(ClassLoader loader, Supplier<T> work) {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
