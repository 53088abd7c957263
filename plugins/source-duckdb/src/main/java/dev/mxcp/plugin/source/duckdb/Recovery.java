package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the file again after an error that the engine does not survive. Until then every statement is refused; it
 * waits for what runs, because the engine must be left by everybody before it can start anew. Thread-safe.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final Database database;
    private final Runnable disconnect;
    private final AtomicInteger active = new AtomicInteger();
    private final ReentrantLock reopening = new ReentrantLock();
    private volatile @Nullable String failure;
    private volatile boolean closed;
    private long lastAttempt;

    /** @param disconnect closes every connection but the first; runs while no statement does */
    Recovery(Database database, Runnable disconnect) {
        this.database = database;
        this.disconnect = disconnect;
        this.lastAttempt = System.nanoTime() - PAUSE_NANOS;
    }

    /** A lane begins to work; {@link #end} must follow. */
    void begin() {
        active.incrementAndGet();
    }

    void end() {
        if (active.decrementAndGet() == 0 && failure != null) {
            reopen();
        }
    }

    /** @throws PlatformException while the engine is down */
    void check() {
        var reason = failure;
        if (reason != null) {
            throw new PlatformException(
                    Code.UNAVAILABLE,
                    "the database stopped after an error inside of the engine and is opened again (" + reason
                            + "): try again in a moment");
        }
    }

    /** Whatever a statement says about the engine's end is believed only when the engine itself says so too. */
    void suspect(SQLException error) {
        if (EngineErrors.saysFatal(error) && database.isInvalidated()) {
            fail(EngineErrors.clean(EngineErrors.message(error))
                    .lines()
                    .findFirst()
                    .orElse("fatal error"));
        }
    }

    void fail(String reason) {
        LOG.atError().addKeyValue("reason", reason).log("the engine failed; the database is opened again");
        failure = reason;
        if (active.get() == 0) {
            reopen();
        }
    }

    private void reopen() {
        if (!reopening.tryLock()) {
            return;
        }
        try {
            if (failure == null || closed || active.get() > 0 || System.nanoTime() - lastAttempt < PAUSE_NANOS) {
                return;
            }
            lastAttempt = System.nanoTime();
            disconnect.run();
            database.reopen();
            failure = null;
            LOG.atInfo().log("the database is open again");
        } catch (PlatformException e) {
            failure = e.userMessage();
        } catch (SQLException e) {
            failure = EngineErrors.clean(EngineErrors.message(e));
        } finally {
            reopening.unlock();
        }
    }

    void close() {
        closed = true;
    }
}
