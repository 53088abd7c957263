package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.wire.Ending;
import dev.mxcp.plugin.lang.python.wire.Outgoing;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs functions on the workers of a generation: each call to its end, its deadline or its cancellation. */
final class Calls {

    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    /** A coroutine that does not let the event loop go is stopped as a thread is, after this. */
    private static final Duration SECOND_WORD = Duration.ofMillis(500);
    /** A function that is still running after this has its worker replaced. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final Duration WITHOUT_CALL = Duration.ofMinutes(1);

    private final WorkerSet workers;

    Calls(WorkerSet workers) {
        this.workers = workers;
    }

    Ending.Result call(int function, boolean isAsync, Map<String, @Nullable Object> arguments, CallContext call) {
        var limit = workers.config().callTimeout();
        var deadline = limit == null
                ? call.deadline()
                : earlier(call.deadline(), Instant.now().plus(limit));
        var lane = workers.lane(isAsync);
        while (true) {
            var worker = lane.enter(deadline, call);
            var exchange = worker.begin(call, () -> lane.leave(worker));
            if (worker.send(
                    exchange,
                    Outgoing.call(
                            exchange.id(),
                            function,
                            arguments,
                            Context.of(call, workers.config().requestHeaders())))) {
                return await(worker, exchange, deadline, call);
            }
            // It ended before it saw the call: another one takes it.
            lane.close(worker);
        }
    }

    Ending.Result batch(String function, List<List<@Nullable Object>> columns, @Nullable CallContext call) {
        var worker = workers.forBatch(call);
        var exchange = worker.begin(call, () -> worker.batches().decrementAndGet());
        worker.batches().incrementAndGet();
        var context = call == null
                ? Map.<String, @Nullable Object>of()
                : Context.of(call, workers.config().requestHeaders());
        if (!worker.send(exchange, Outgoing.batch(exchange.id(), function, columns, context))) {
            throw new PlatformException(Code.UNAVAILABLE, "the Python worker ended; try again");
        }
        var deadline = call == null ? Instant.now().plus(WITHOUT_CALL) : call.deadline();
        return await(worker, exchange, deadline, call);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Ending.Result await(Worker worker, Exchange exchange, Instant deadline, @Nullable CallContext call) {
        if (call == null) {
            return await(worker, exchange, deadline);
        }
        try (var _ = call.cancellation().onCancel(exchange::cancel)) {
            return await(worker, exchange, deadline);
        }
    }

    private Ending.Result await(Worker worker, Exchange exchange, Instant deadline) {
        try {
            return result(exchange, Ending.of(exchange.await(deadline)));
        } catch (PlatformException e) {
            stop(worker, exchange);
            throw e;
        } finally {
            exchange.close();
        }
    }

    private void stop(Worker worker, Exchange exchange) {
        if (!worker.isOpen(exchange)) {
            return;
        }
        worker.stop(exchange);
        Timing.after(SECOND_WORD, () -> {
            if (worker.isOpen(exchange)) {
                worker.stop(exchange);
            }
        });
        Timing.after(GRACE, () -> {
            if (worker.isOpen(exchange)) {
                workers.replace(worker);
            }
        });
    }

    private static Ending.Result result(Exchange exchange, Ending ending) {
        switch (exchange.unwound()) {
            case RuntimeException passing -> throw passing;
            case Error passing -> throw passing;
            case null, default -> {}
        }
        return switch (ending) {
            case Ending.Result result -> result;
            case Ending.Stopped() -> throw new PlatformException(Code.CANCELLED, "the function was stopped");
            case Ending.Unsound unsound -> throw new PlatformException(Code.FAILED, unsound.message());
            case Ending.Failure failure -> throw failed(exchange, failure);
        };
    }

    private static PlatformException failed(Exchange exchange, Ending.Failure failure) {
        var call = exchange.call();
        LOG.atInfo()
                .addKeyValue("requestId", call == null ? "" : call.requestId())
                .addKeyValue("error", failure.type())
                .addKeyValue("place", failure.place())
                .log("a Python function failed");
        LOG.atDebug().log("{}", failure.trace());
        return new PlatformException(code(failure.code()), failure.message());
    }

    private static Code code(@Nullable String name) {
        for (var code : Code.values()) {
            if (code.name().equals(name)) {
                return code;
            }
        }
        return Code.FAILED;
    }
}
