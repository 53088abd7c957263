package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.wire.Incoming;
import dev.mxcp.plugin.lang.python.wire.Outgoing;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.Rows;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what functions ask for while they run: each request as part of the call that it came from. */
final class CallRequests {

    private static final Logger LOG = LoggerFactory.getLogger(CallRequests.class);

    private static final Set<String> QUESTIONS = Set.of("elicit", "sample", "ask");
    private static final Set<String> TO_ITS_CLIENT = Set.of("log", "progress", "disconnect");

    private final Project project;
    private final LongFunction<Runnable> payloads;

    /** @param payloads what runs a function that was given to {@code reload_duckdb}, by its number in the worker */
    CallRequests(Project project, LongFunction<Runnable> payloads) {
        this.project = project;
        this.payloads = payloads;
    }

    /**
     * Blocks as long as the answer takes.
     *
     * @param exchange the call; null when it is over
     * @return the encoded answer
     */
    byte[] answer(Incoming.Request request, @Nullable Exchange exchange) {
        var call = exchange == null ? null : exchange.call();
        if (exchange == null || call == null || exchange.isOver()) {
            return Outgoing.stop(request.id());
        }
        try {
            return answer(request, exchange, call);
        } catch (PlatformException e) {
            return Outgoing.refused(request.id(), e.code().name(), e.userMessage());
        } catch (RuntimeException | Error passing) {
            // Not an answer to the function: it goes on to whoever runs the call.
            exchange.unwind(passing);
            return Outgoing.stop(request.id());
        }
    }

    private byte[] answer(Incoming.Request request, Exchange exchange, CallContext call) {
        var params = new Fields(request.params().read());
        if (QUESTIONS.contains(request.name())) {
            exchange.notices().await();
        }
        return switch (request.name()) {
            case "db.execute" -> execute(request.id(), params, exchange, call);
            case "db.begin" ->
                Outgoing.answer(request.id(), exchange.keep(call.transaction(params.optional("source"))));
            case "db.commit" -> {
                end(params, exchange, true);
                yield Outgoing.answer(request.id(), null);
            }
            case "db.rollback" -> {
                end(params, exchange, false);
                yield Outgoing.answer(request.id(), null);
            }
            case "elicit" ->
                Outgoing.answer(
                        request.id(), Questions.elicited(call.elicit(params.text("message"), params.map("schema"))));
            case "sample" ->
                Outgoing.answer(request.id(), call.sample(params.text("prompt"), (int) params.number("max_tokens")));
            case "ask" ->
                Outgoing.answer(request.id(), Questions.answers(call.ask(Questions.of(params.map("questions")))));
            case "can_ask" -> Outgoing.answer(request.id(), call.canAsk(Questions.question(params)));
            case "config.secret" ->
                Outgoing.answer(
                        request.id(),
                        project.secret(params.text("name")).map(Plain::revealed).orElse(null));
            case "config.user" -> Outgoing.answer(request.id(), Plain.userConfiguration(project.user()));
            case "reload" -> {
                project.reload(params.has("payload") ? payload(params.number("payload")) : () -> {});
                yield Outgoing.answer(request.id(), null);
            }
            default -> throw new PlatformException(Code.UNSUPPORTED, "'%s' is not available".formatted(request.name()));
        };
    }

    /** One that fails must not keep the database closed: it is opened again as it is. */
    private Runnable payload(long number) {
        var payload = payloads.apply(number);
        return () -> {
            try {
                payload.run();
            } catch (PlatformException e) {
                LOG.atError().addKeyValue("cause", e.userMessage()).log("the function given to reload_duckdb failed");
            }
        };
    }

    private static byte[] execute(long id, Fields params, Exchange exchange, CallContext call) {
        var sql = params.text("sql");
        var arguments = params.has("params") ? params.map("params") : Map.<String, @Nullable Object>of();
        if (params.has("transaction")) {
            var transaction = exchange.transaction(params.number("transaction"));
            synchronized (transaction) {
                try (var rows = transaction.query(sql, arguments)) {
                    return Outgoing.rows(id, rows);
                }
            }
        }
        try (Rows rows = call.query(params.optional("source"), sql, arguments)) {
            var answer = Outgoing.rows(id, rows);
            rows.commit();
            return answer;
        }
    }

    private static void end(Fields params, Exchange exchange, boolean commit) {
        var number = params.number("transaction");
        var transaction = exchange.transaction(number);
        try {
            synchronized (transaction) {
                try (transaction) {
                    if (commit) {
                        transaction.commit();
                    }
                }
            }
        } finally {
            exchange.forget(number);
        }
    }

    /** Passes on what needs no answer, and does not wait for it; whoever cannot receive it does not get it. */
    void notice(Incoming.Notice notice, @Nullable Exchange exchange) {
        var call = exchange == null ? null : exchange.call();
        if (exchange == null || call == null) {
            return;
        }
        if (!exchange.notices().add(notice.params().size(), () -> passOn(notice, exchange, call))) {
            LOG.atDebug()
                    .addKeyValue("requestId", call.requestId())
                    .log("a notice was dropped: its client does not read what came before");
        }
    }

    private static void passOn(Incoming.Notice notice, Exchange exchange, CallContext call) {
        if (exchange.isOver() && TO_ITS_CLIENT.contains(notice.name())) {
            return;
        }
        try {
            notice(notice.name(), new Fields(notice.params().read()), call);
        } catch (RuntimeException e) {
            LOG.atDebug().setCause(e).addKeyValue("requestId", call.requestId()).log("a notice was not passed on");
        }
    }

    private static void notice(String name, Fields params, CallContext call) {
        switch (name) {
            case "progress" ->
                call.progress(
                        params.values().get("progress") instanceof Number progress ? progress.doubleValue() : 0,
                        params.values().get("total") instanceof Number total ? total.doubleValue() : null,
                        params.optional("message"));
            case "log" ->
                call.log(
                        level(params.optional("level")),
                        Objects.requireNonNullElse(params.optional("message"), ""),
                        params.has("data") ? params.map("data") : Map.of());
            case "disconnect" -> call.disconnect(Duration.ofMillis(Math.round(params.decimal("seconds") * 1_000)));
            case "resource_updated" -> call.resourceUpdated(params.text("uri"));
            case "audit.event" -> event(params.map("event"), call);
            default -> {
                // A newer package may tell more than this plugin passes on.
            }
        }
    }

    /** Goes to the log. Details may hold data of the call, and stay out of it. */
    private static void event(Map<String, @Nullable Object> event, CallContext call) {
        LOG.atInfo()
                .addKeyValue("requestId", call.requestId())
                .addKeyValue("target", event.get("target"))
                .addKeyValue("operation", event.get("operation"))
                .addKeyValue("status", event.get("status"))
                .addKeyValue("durationMillis", event.get("duration_ms"))
                .log("a function told what it did elsewhere");
    }

    private static LogLevel level(@Nullable String name) {
        return switch (name == null ? "" : name.toLowerCase(Locale.ROOT)) {
            case "debug" -> LogLevel.DEBUG;
            case "warning" -> LogLevel.WARNING;
            case "error", "critical" -> LogLevel.ERROR;
            default -> LogLevel.INFO;
        };
    }
}
