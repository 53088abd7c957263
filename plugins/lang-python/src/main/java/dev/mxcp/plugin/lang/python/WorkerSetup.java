package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.Worker.UnsoundException;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every worker of a generation has been told and is told when it comes later. Thread-safe. */
final class WorkerSetup {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerSetup.class);

    private final PythonConfig config;
    private final Project project;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Step> steps = new ArrayList<>();
    /** By the request id of the call that its hooks run for. */
    private final Map<String, Worker> initialising = new ConcurrentHashMap<>();

    private boolean initialised;
    private boolean hooksFailed;

    private record Step(String op, Map<String, ? extends @Nullable Object> fields) {}

    private record Told(@Nullable Object answer) {}

    WorkerSetup(PythonConfig config, Project project) {
        this.config = config;
        this.project = project;
    }

    /**
     * Tells something to every worker, and remembers it for those that come later.
     *
     * @return what the first one answered
     * @throws UnsoundException when the project's code is not as it must be
     * @throws PlatformException when a worker cannot do it
     */
    @Nullable
    Object tell(List<Worker> workers, String op, Map<String, ? extends @Nullable Object> fields) {
        lock.lock();
        try {
            var deadline = startDeadline();
            var answers = ofAll(workers, worker -> new Told(worker.control(op, fields, null, deadline)));
            steps.add(new Step(op, fields));
            return answers.getFirst().answer();
        } finally {
            lock.unlock();
        }
    }

    /** Runs the project's hooks for the start, once in each worker. */
    void initialise(List<Worker> workers) {
        lock.lock();
        try {
            if (initialised) {
                return;
            }
            initialised = true;
            // whoever comes up without them at first can do without them later
            hooksFailed = ofAll(workers, this::initialise).contains(true);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Brings a worker to where the others are.
     *
     * @param open lets calls in; nothing is told to the others between that and the last step
     * @throws PlatformException when it cannot be brought there
     */
    void catchUp(Worker worker, Runnable open) {
        lock.lock();
        try {
            for (var step : steps) {
                repeat(worker, step);
            }
            if (initialised && initialise(worker) && !hooksFailed) {
                throw new PlatformException(
                        Code.UNAVAILABLE, "a function of on_init failed that had worked before; the log tells why");
            }
            open.run();
        } finally {
            lock.unlock();
        }
    }

    /** The worker whose hooks make this call, if hooks do. */
    @Nullable
    Worker initialisedBy(CallContext call) {
        return initialising.get(call.requestId());
    }

    private static <T> List<T> ofAll(List<Worker> workers, Function<Worker, T> work) {
        return workers.stream()
                .map(worker -> CompletableFuture.supplyAsync(() -> work.apply(worker), Background.THREADS))
                .toList()
                .stream()
                .map(Background::joined)
                .toList();
    }

    /** True when a hook failed; the others have run. */
    private boolean initialise(Worker worker) {
        var call = project.ownCall(config.startPatience());
        initialising.put(call.requestId(), worker);
        try {
            var failed = worker.control(
                    "init", Map.of("context", Context.of(call, config.requestHeaders())), call, call.deadline());
            return failed instanceof Number count && count.longValue() > 0;
        } finally {
            initialising.remove(call.requestId());
        }
    }

    /** What cannot be loaded any more is missing in this worker, which refuses calls of that alone. */
    private void repeat(Worker worker, Step step) {
        try {
            worker.control(step.op(), step.fields(), null, startDeadline());
        } catch (UnsoundException e) {
            missing(step, e);
        } catch (PlatformException e) {
            if (e.code() != Code.FAILED) {
                throw e;
            }
            missing(step, e);
        }
    }

    private static void missing(Step step, RuntimeException cause) {
        LOG.atError()
                .addKeyValue(step.op(), step.fields().get(step.op().equals("load") ? "endpoint" : "name"))
                .addKeyValue("cause", cause.getMessage())
                .log("a Python worker that was started again cannot load this; mend it and reload the project");
    }

    private Instant startDeadline() {
        return Instant.now().plus(config.startPatience());
    }
}
