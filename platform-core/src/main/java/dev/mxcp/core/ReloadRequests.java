package dev.mxcp.core;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reloads that endpoints ask for: done one after the other, after the calls that asked. Refused without a server. */
final class ReloadRequests implements Consumer<Runnable> {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadRequests.class);

    private final ReentrantLock order = new ReentrantLock(true);
    private volatile @Nullable Consumer<Runnable> reload;

    /** @param action reloads, and runs what it is given while the database is closed */
    void serveWith(Consumer<Runnable> action) {
        reload = action;
    }

    boolean areServed() {
        return reload != null;
    }

    @Override
    public void accept(Runnable whileClosed) {
        var action = reload;
        if (action == null) {
            throw new PlatformException(Code.UNSUPPORTED, "only a server can reload; this command is none");
        }
        Thread.ofVirtual().name("requested-reload").start(() -> reload(action, whileClosed));
    }

    private void reload(Consumer<Runnable> action, Runnable whileClosed) {
        order.lock();
        try {
            action.accept(whileClosed);
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).log("the reload that an endpoint asked for failed");
        } finally {
            order.unlock();
        }
    }
}
