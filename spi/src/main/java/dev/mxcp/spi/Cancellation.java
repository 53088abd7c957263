package dev.mxcp.spi;

/**
 * Tells work in progress that nobody waits for it any more: the client went away or asked to stop. The deadline is for
 * the work itself to watch, see {@link CallContext#deadline}.
 */
public interface Cancellation {

    boolean isCancelled();

    /**
     * Runs the action once when the call is cancelled, at once when it already is. The action must be quick, and may
     * run on any thread. Close the registration when the work is done.
     */
    Registration onCancel(Runnable action);

    /** Undoes {@link #onCancel}; closing twice is harmless. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
