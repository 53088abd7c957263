package dev.mxcp.plugin.source.duckdb;

import dev.mxcp.spi.CallContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One open database file with everything that runs on it: many readers, one writer. */
final class OpenFile implements AutoCloseable {

    /** How long an interrupted statement may take to let go. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int PLANNING = 2;

    private final Database database;
    private final Recovery recovery;
    private final LaneLevels lanes;

    /** Nothing that waits for another statement runs here. */
    private final Lanes planning;

    /** Others' statements have lanes of their own, so that the project's never wait for them. */
    private final Lanes untrusted;

    private final AtomicLong catalogChanges = new AtomicLong();
    private final Interrupter interrupter = new Interrupter();
    private final Set<LaneRun> runs = ConcurrentHashMap.newKeySet();
    private final Deadlines deadlines = new Deadlines(runs);
    private final AtomicBoolean closed = new AtomicBoolean();

    OpenFile(DuckDbConfig config) {
        this.database = Database.open(config);
        this.recovery = new Recovery(database, this::disconnect);
        this.lanes = new LaneLevels(level -> new LaneLevels.Level(
                new Lanes("duckdb-read" + suffix(level), config.connections(), database, recovery),
                new Lanes("duckdb-write" + suffix(level), 1, database, recovery)));
        this.planning = new Lanes("duckdb-plan", PLANNING, database, recovery);
        this.untrusted = new Lanes("duckdb-untrusted", Math.max(2, config.connections() / 4), database, recovery);
    }

    private static String suffix(int level) {
        return level == 0 ? "" : "-" + level;
    }

    private void disconnect() {
        lanes.all().forEach(Lanes::disconnect);
        untrusted.disconnect();
        planning.disconnect();
        catalogChanges.incrementAndGet();
    }

    Recovery recovery() {
        return recovery;
    }

    Database database() {
        return database;
    }

    LaneLevels lanes() {
        return lanes;
    }

    Lanes planning() {
        return planning;
    }

    Lanes untrusted() {
        return untrusted;
    }

    Interrupter interrupter() {
        return interrupter;
    }

    /** Counts the changes of the database's content. */
    AtomicLong catalogChanges() {
        return catalogChanges;
    }

    void submit(Lanes target, LaneRun run, Consumer<Lane> work, CallContext call) {
        if (call.cancellation().isCancelled()) {
            throw StopReason.CANCELLED.toException();
        }
        runs.add(run);
        deadlines.watch();
        try {
            target.submit(lane -> {
                try {
                    work.accept(lane);
                } finally {
                    run.left();
                    runs.remove(run);
                }
            });
        } catch (RuntimeException e) {
            runs.remove(run);
            throw e;
        }
    }

    /** Remembers that the call holds a lane while its own code runs; the answer forgets it. */
    Runnable hold(LaneRun run, int level, CallContext call) {
        if (run.isFinished()) {
            return () -> {};
        }
        lanes.hold(call, level);
        return () -> lanes.letGo(call, level);
    }

    /** Until the last deadline of what runs now. */
    private void awaitRuns() {
        var last = System.nanoTime();
        for (var run : runs) {
            last = Math.max(last, run.deadlineNanos());
        }
        awaitIdle(last - System.nanoTime());
    }

    private void awaitIdle(long nanos) {
        var end = System.nanoTime() + nanos;
        try {
            for (var all : lanes.all()) {
                all.awaitIdle(Math.max(0, end - System.nanoTime()));
            }
            untrusted.awaitIdle(Math.max(0, end - System.nanoTime()));
            planning.awaitIdle(Math.max(0, end - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            PlatformThreads.call("duckdb-close", this::closeAll);
        }
    }

    private boolean closeAll() {
        recovery.close();
        lanes.shutdown();
        untrusted.shutdown();
        planning.shutdown();
        awaitRuns();
        runs.forEach(run -> run.stop(StopReason.CLOSED));
        awaitIdle(GRACE_NANOS);
        runs.forEach(run -> run.letGo(StopReason.CLOSED));
        deadlines.close();
        lanes.close();
        untrusted.close();
        planning.close();
        interrupter.close();
        database.close();
        return true;
    }
}
