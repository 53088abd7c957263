package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.process.ByteSize;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of one generation: as many as are configured, each with the same code. One that ends is replaced, and
 * brought to where the others are. Thread-safe.
 */
final class WorkerSet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerSet.class);

    private static final Duration SHUTDOWN = Duration.ofSeconds(5);
    private static final Duration MEMORY_PERIOD = Duration.ofMillis(250);
    /** One that lived as long is no sign that the next one ends soon. */
    private static final Duration STEADY = Duration.ofSeconds(10);

    private final WorkerStart start;
    private final PythonConfig config;
    private final Project project;
    private final Lane<Worker> threads;
    private final Lane<Worker> tasks;
    private final List<CompletableFuture<Worker>> members = new CopyOnWriteArrayList<>();
    /** Held by whoever looks at the members to change them. */
    private final ReentrantLock membership = new ReentrantLock();

    private final List<Worker> running = new CopyOnWriteArrayList<>();
    private final WorkerSetup setup;
    private final ScheduledFuture<?> memoryWatch;
    private volatile boolean closed;

    WorkerSet(WorkerStart start, PythonConfig config, Project project) {
        this.start = start;
        this.config = config;
        this.project = project;
        this.setup = new WorkerSetup(config, project);
        this.threads = new Lane<>(config.threads(), config.queueLength());
        this.tasks = new Lane<>(config.tasks(), config.queueLength());
        membership.lock();
        try {
            IntStream.range(0, config.workers())
                    .mapToObj(index -> begun(index, 0, Background.THREADS))
                    .forEach(members::add);
        } finally {
            membership.unlock();
        }
        this.memoryWatch = Timing.every(MEMORY_PERIOD, this::watchMemory);
    }

    PythonConfig config() {
        return config;
    }

    Lane<Worker> lane(boolean isAsync) {
        return isAsync ? tasks : threads;
    }

    /**
     * Its end is looked for once everybody knows that it is there: nobody else starts another one in its place.
     *
     * @param failures how many before it came to nothing, one after the other
     */
    private CompletableFuture<Worker> begun(int index, int failures, Executor executor) {
        var member = CompletableFuture.supplyAsync(() -> started(index), executor);
        Background.THREADS.execute(() -> follow(index, member, failures));
        return member;
    }

    private void follow(int index, CompletableFuture<Worker> member, int failures) {
        Worker worker;
        try {
            worker = member.join();
        } catch (CompletionException e) {
            return; // whoever waits for it is told
        }
        var since = System.nanoTime();
        var how = worker.ended().join();
        lost(index, worker, how, livedSince(since) ? 0 : failures + 1);
    }

    private static boolean livedSince(long nanoTime) {
        return System.nanoTime() - nanoTime >= STEADY.toNanos();
    }

    private Worker started(int index) {
        requireOpen();
        var worker = start.start(index, project);
        running.add(worker);
        try {
            setup.catchUp(worker, () -> open(worker));
            return worker;
        } catch (RuntimeException | Error e) {
            running.remove(worker);
            worker.close();
            throw e;
        }
    }

    private void open(Worker worker) {
        requireOpen();
        threads.open(worker);
        tasks.open(worker);
    }

    private void requireOpen() {
        if (closed) {
            throw new PlatformException(Code.UNAVAILABLE, "the project's Python was stopped");
        }
    }

    /** {@link WorkerSetup#tell Tells} every worker. */
    @Nullable
    Object tell(String op, Map<String, ? extends @Nullable Object> fields) {
        return setup.tell(workers(), op, fields);
    }

    /** Runs the project's hooks for the start, once in each worker. */
    void initialise() {
        setup.initialise(workers());
    }

    /** All workers, when the last one has started. */
    private List<Worker> workers() {
        return members.stream().map(Background::joined).toList();
    }

    /** The worker that computes fewest batches; for a hook of the start the one that starts, which may be the only one. */
    Worker forBatch(@Nullable CallContext call) {
        var best = call == null ? null : setup.initialisedBy(call);
        if (best != null) {
            return best;
        }
        for (var member : members) {
            if (member.isDone() && !member.isCompletedExceptionally()) {
                var worker = member.join();
                if (best == null || worker.batches().get() < best.batches().get()) {
                    best = worker;
                }
            }
        }
        if (best == null) {
            throw new PlatformException(Code.UNAVAILABLE, "no Python worker runs just now; try again");
        }
        return best;
    }

    /** Takes calls away from a worker that does not do what it is told, and ends it after those that it still has. */
    void replace(Worker worker) {
        membership.lock();
        try {
            var index = indexOf(worker);
            if (closed || index < 0) {
                return;
            }
            LOG.atWarn().log("a function does not stop; its Python worker is replaced");
            threads.close(worker);
            tasks.close(worker);
            restart(index, 0, Background.THREADS);
        } finally {
            membership.unlock();
        }
        Background.THREADS.execute(() -> {
            Timing.sleepUntil(worker.lastDeadline());
            worker.kill(new PlatformException(
                    Code.UNAVAILABLE, "the Python worker was stopped because another call did not end"));
        });
    }

    private int indexOf(Worker worker) {
        return IntStream.range(0, members.size())
                .filter(index -> members.get(index).isDone()
                        && !members.get(index).isCompletedExceptionally()
                        && members.get(index).join() == worker)
                .findFirst()
                .orElse(-1);
    }

    private void lost(int index, Worker worker, String how, int failures) {
        running.remove(worker);
        threads.close(worker);
        tasks.close(worker);
        membership.lock();
        try {
            if (closed || indexOf(worker) != index) {
                return;
            }
            LOG.atWarn()
                    .addKeyValue("cause", how)
                    .log("a Python worker ended and is started again; --debug shows its last errors");
            LOG.atDebug().log("its last errors: {}", String.join(" | ", worker.lastErrors()));
            restart(index, failures, after(Pauses.afterSoonEnd(failures)));
        } finally {
            membership.unlock();
        }
    }

    private static Executor after(Duration pause) {
        return CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Background.THREADS);
    }

    private void restart(int index, int failures, Executor executor) {
        var next = begun(index, failures, executor);
        members.set(index, next);
        Background.THREADS.execute(() -> watchRestart(index, failures, next));
    }

    private void watchRestart(int index, int failures, CompletableFuture<Worker> next) {
        try {
            Background.joined(next);
        } catch (RuntimeException e) {
            if (!closed) {
                restartLater(index, failures, e);
            }
        }
    }

    private void restartLater(int index, int failures, RuntimeException cause) {
        LOG.atError().addKeyValue("cause", cause.getMessage()).log("a Python worker cannot be started");
        // callers are not told the cause: it may quote whatever the project's code raised or printed
        var reason = new PlatformException(
                Code.UNAVAILABLE, "Python cannot be started just now; the server's log tells why", cause);
        threads.breakDown(reason);
        tasks.breakDown(reason);
        Timing.after(Pauses.afterFailedStart(failures), () -> {
            if (!closed) {
                restart(index, failures + 1, Background.THREADS);
            }
        });
    }

    private void watchMemory() {
        var limit = config.memoryBytes();
        for (var worker : running) {
            if (worker.memory() > limit) {
                LOG.atWarn().addKeyValue("limit", ByteSize.shown(limit)).log("a Python worker uses too much memory");
                worker.kill(new PlatformException(
                        Code.LIMIT_EXCEEDED,
                        "the Python worker used more than %s (python.memory_limit) and was stopped"
                                .formatted(ByteSize.shown(limit))));
            }
        }
    }

    /** Ends all workers; those that run get the time to end what they began. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        memoryWatch.cancel(false);
        var reason = new PlatformException(Code.UNAVAILABLE, "the project's Python was stopped");
        for (var worker : running) {
            threads.close(worker);
            tasks.close(worker);
        }
        threads.breakDown(reason);
        tasks.breakDown(reason);
        var ends = new ArrayList<CompletableFuture<Void>>();
        for (var worker : running) {
            ends.add(CompletableFuture.runAsync(() -> shutDown(worker), Background.THREADS));
        }
        ends.forEach(end -> end.completeOnTimeout(null, 2 * SHUTDOWN.toSeconds(), TimeUnit.SECONDS)
                .join());
        // One that is just starting sees that it is not wanted any more.
    }

    private void shutDown(Worker worker) {
        CallContext call;
        try {
            call = project.ownCall(SHUTDOWN);
        } catch (PlatformException e) {
            // the generation never came to be, so the worker has run nothing
            worker.close();
            return;
        }
        worker.shutDown(Context.of(call, config.requestHeaders()), call);
    }

    /** False when not even one worker could be started. */
    boolean isStarted() {
        return members.stream().anyMatch(member -> !member.isCompletedExceptionally());
    }
}
