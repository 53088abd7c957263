package dev.mxcp.core.plugin;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something a plugin's factory created. Close it when it is no longer needed; the catalog closes what is left.
 *
 * @param <T> its kind
 */
public final class Service<T extends AutoCloseable> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    private final T value;
    private final Origin origin;
    private final OpenServices open;
    private final AtomicBoolean closed = new AtomicBoolean();

    Service(T value, Origin origin, OpenServices open) {
        this.value = value;
        this.origin = origin;
        this.open = open;
    }

    public T value() {
        return value;
    }

    /** Closes the service once; what fails is logged, so that others are closed too. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            open.remove(this);
            PluginThread.call(origin.loader(), this::closeValue);
        }
    }

    private boolean closeValue() {
        try {
            value.close();
            return true;
        } catch (Exception | LinkageError e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("plugin", origin.plugin())
                    .log("a service of a plugin could not be closed");
            return false;
        }
    }
}
