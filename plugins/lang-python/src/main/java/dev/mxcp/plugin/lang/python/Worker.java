package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.process.Launch;
import dev.mxcp.plugin.lang.python.process.WorkerProcess;
import dev.mxcp.plugin.lang.python.wire.Connection;
import dev.mxcp.plugin.lang.python.wire.Ending;
import dev.mxcp.plugin.lang.python.wire.Incoming;
import dev.mxcp.plugin.lang.python.wire.Outgoing;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One process that runs the project's code, and everything that it is asked to do. Thread-safe. */
final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final Duration LAST_SIGH = Duration.ofMinutes(1);

    private final String name;
    private final WorkerProcess process;
    private final Connection connection;
    private final CallRequests requests;
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger batches = new AtomicInteger();
    private final Map<Long, Exchange> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Incoming.Hello> hello = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile @Nullable PlatformException killedFor;

    private Worker(String name, WorkerProcess process, CallRequests requests) {
        this.name = name;
        this.process = process;
        this.connection = new Connection(process.channel());
        this.requests = requests;
    }

    /**
     * Starts a process, and lets it import the project's modules.
     *
     * @param patience for the start
     * @param reloadPatience for a function kept in the worker
     * @param requests made with what runs a function kept in the worker
     * @throws PlatformException when it cannot be had
     */
    static Worker start(
            Launch launch,
            String name,
            Duration patience,
            Duration reloadPatience,
            Map<String, ? extends @Nullable Object> start,
            Function<LongFunction<Runnable>, CallRequests> requests) {
        var deadline = Instant.now().plus(patience);
        var process = WorkerProcess.start(launch, name, patience);
        var self = new CompletableFuture<Worker>();
        var worker = new Worker(name, process, requests.apply(number -> payload(self, number, reloadPatience)));
        self.complete(worker);
        Thread.ofPlatform().daemon().name(name).start(worker::read);
        try {
            worker.greet(deadline);
            worker.report(worker.control("start", start, null, deadline));
            return worker;
        } catch (RuntimeException e) {
            worker.close();
            throw e;
        }
    }

    private void greet(Instant deadline) {
        try {
            var said = hello.get(
                    Math.max(0, Duration.between(Instant.now(), deadline).toMillis()), TimeUnit.MILLISECONDS);
            if (!said.token().equals(process.token())) {
                throw new PlatformException(Code.UNAVAILABLE, "somebody else answered in place of the Python worker");
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new PlatformException(Code.UNAVAILABLE, "the Python worker said nothing at its start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(Code.CANCELLED, "the start of Python was interrupted", e);
        }
    }

    /** Modules that no endpoint uses may be broken; those that one uses are told with the endpoint. */
    private void report(@Nullable Object started) {
        if (started instanceof Map<?, ?> map && map.get("modules") instanceof Iterable<?> problems) {
            for (var problem : problems) {
                if (problem instanceof Map<?, ?> one) {
                    LOG.atWarn()
                            .addKeyValue("file", one.get("file"))
                            .addKeyValue("line", one.get("line"))
                            .log("a Python module cannot be imported: {}", one.get("message"));
                }
            }
        }
    }

    private void read() {
        try {
            connection.read(frame -> receive(Incoming.of(frame)));
        } catch (IOException | RuntimeException e) {
            LOG.atDebug().setCause(e).addKeyValue("worker", name).log("the connection to a Python worker ended");
        }
        end();
    }

    private void receive(Incoming incoming) {
        switch (incoming) {
            case Incoming.End(var id, var frame) -> {
                var exchange = open.remove(id);
                if (exchange != null) {
                    exchange.end(frame);
                }
            }
            case Incoming.Request request -> Thread.ofVirtual().start(() -> answer(request));
            case Incoming.Notice notice -> requests.notice(notice, open.get(notice.call()));
            case Incoming.Log(var level, var logger, var message) ->
                process.output().record(level(level), logger, message);
            case Incoming.Hello said -> hello.complete(said);
        }
    }

    private void answer(Incoming.Request request) {
        var answer = requests.answer(request, open.get(request.call()));
        try {
            connection.send(answer);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).addKeyValue("worker", name).log("a Python worker did not wait for an answer");
        }
    }

    private static Level level(String name) {
        return switch (name) {
            case "ERROR", "CRITICAL" -> Level.ERROR;
            case "WARNING" -> Level.WARN;
            case "INFO" -> Level.INFO;
            default -> Level.DEBUG;
        };
    }

    /** The process is gone, or nobody can talk to it. */
    private void end() {
        hello.completeExceptionally(new IOException("closed"));
        var how = process.awaitEnd(LAST_WORDS);
        process.close();
        var reason = killedFor;
        var told = reason != null
                ? reason
                : new PlatformException(
                        Code.UNAVAILABLE, "the Python worker ended while it ran this call (%s)".formatted(how));
        open.values().forEach(exchange -> exchange.give(told));
        open.clear();
        ended.complete(reason == null ? how : reason.userMessage());
    }

    /** Completes with the reason when the worker is gone. */
    CompletableFuture<String> ended() {
        return ended;
    }

    /** What was written to its standard error last. */
    Iterable<String> lastErrors() {
        return process.output().lastErrors();
    }

    long memory() {
        return process.memory();
    }

    /** How many batches of SQL functions run. */
    AtomicInteger batches() {
        return batches;
    }

    /** @param over what happens once the worker is done with it */
    Exchange begin(@Nullable CallContext call, Runnable over) {
        var exchange = new Exchange(ids.incrementAndGet(), call, over);
        open.put(exchange.id(), exchange);
        return exchange;
    }

    /** False when the worker is gone and never sees the message. */
    boolean send(Exchange exchange, byte[] message) {
        try {
            connection.send(message);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).addKeyValue("worker", name).log("a Python worker is gone");
            open.remove(exchange.id());
            return false;
        }
        if (ended.isDone()) {
            // It ended in between, when this exchange was not among those that were told.
            exchange.give(new PlatformException(Code.UNAVAILABLE, "the Python worker ended; try again"));
        }
        return true;
    }

    boolean isOpen(Exchange exchange) {
        return open.containsKey(exchange.id());
    }

    /** Asks the worker to stop what nobody waits for. */
    void stop(Exchange exchange) {
        try {
            connection.send(Outgoing.cancel(exchange.id()));
        } catch (IOException e) {
            LOG.atTrace().setCause(e).log("a Python worker is gone already");
        }
    }

    /**
     * Does something that is not a call.
     *
     * @param call what the code may use meanwhile; null for nothing
     * @throws UnsoundException when the project's code is not as it must be
     * @throws PlatformException when it fails, or takes too long
     */
    @Nullable
    Object control(
            String op, Map<String, ? extends @Nullable Object> fields, @Nullable CallContext call, Instant deadline) {
        var exchange = begin(call, () -> {});
        try {
            if (!send(exchange, Outgoing.control(op, exchange.id(), fields))) {
                throw new PlatformException(Code.UNAVAILABLE, "the Python worker ended");
            }
            return switch (Ending.of(exchange.await(deadline))) {
                case Ending.Result result -> result.value();
                case Ending.Unsound unsound -> throw new UnsoundException(unsound);
                case Ending.Failure failure -> throw new PlatformException(Code.FAILED, failure.message());
                case Ending.Stopped() -> throw new PlatformException(Code.CANCELLED, "the worker stopped it");
            };
        } finally {
            exchange.close();
        }
    }

    private static Runnable payload(CompletableFuture<Worker> self, long number, Duration patience) {
        return () -> self.join().runPayload(number, patience);
    }

    /** One that does not end is ended with its worker: whoever called may open the database as soon as this returns. */
    private void runPayload(long number, Duration patience) {
        try {
            control("payload", Map.of("payload", number), null, Instant.now().plus(patience));
        } catch (PlatformException e) {
            if (e.code() == Code.FAILED) {
                throw e;
            }
            kill(new PlatformException(Code.UNAVAILABLE, "the Python worker was stopped during a reload; try again"));
            process.awaitGone(LAST_SIGH);
            throw new PlatformException(
                    e.code(),
                    "it did not end within %d s (python.reload_timeout), or its worker did; the worker is started again"
                            .formatted(patience.toSeconds()),
                    e);
        }
    }

    /** The deadline of the last call that is under way; now, when there is none. */
    Instant lastDeadline() {
        return open.values().stream()
                .map(Exchange::call)
                .filter(Objects::nonNull)
                .map(CallContext::deadline)
                .max(Instant::compareTo)
                .orElseGet(Instant::now);
    }

    int calls() {
        return open.size();
    }

    /** @param reason told to all calls under way */
    void kill(PlatformException reason) {
        killedFor = reason;
        process.close();
    }

    /**
     * Lets the code end what it began, and ends the process.
     *
     * @param context what the code is told about the call
     * @param call what the code may use meanwhile, and until when
     */
    void shutDown(Map<String, ? extends @Nullable Object> context, CallContext call) {
        try {
            control("shutdown", Map.of("context", context), call, call.deadline());
        } catch (PlatformException e) {
            LOG.atDebug().setCause(e).addKeyValue("worker", name).log("a Python worker did not end by itself");
        }
        close();
        process.awaitGone(LAST_WORDS);
    }

    @Override
    public void close() {
        kill(new PlatformException(Code.UNAVAILABLE, "the Python worker was stopped"));
    }

    /** The project's code is not as it must be. */
    static final class UnsoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Ending.Unsound unsound;

        UnsoundException(Ending.Unsound unsound) {
            super(unsound.message());
            this.unsound = unsound;
        }

        Ending.Unsound unsound() {
            return unsound;
        }
    }
}
