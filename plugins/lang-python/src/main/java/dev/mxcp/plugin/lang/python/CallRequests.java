package dev.mxcp.plugin.lang.python;

import dev.mxcp.plugin.lang.python.wire.Incoming;
import dev.mxcp.plugin.lang.python.wire.Outgoing;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.Rows;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what functions ask for while they run: each request as part of the call that it came from. */
final class CallRequests {

    private static final Logger LOG = LoggerFactory.getLogger(CallRequests.class);

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
        var params = request.params();
        return switch (request.name()) {
            case "db.execute" -> execute(request.id(), params, exchange, call);
            case "db.begin" ->
                Outgoing.answer(request.id(), exchange.keep(call.transaction(optional(params, "source"))));
            case "db.commit" -> {
                end(params, exchange, true);
                yield Outgoing.answer(request.id(), null);
            }
            case "db.rollback" -> {
                end(params, exchange, false);
                yield Outgoing.answer(request.id(), null);
            }
            case "elicit" ->
                Outgoing.answer(request.id(), elicited(call.elicit(text(params, "message"), map(params, "schema"))));
            case "sample" ->
                Outgoing.answer(request.id(), call.sample(text(params, "prompt"), (int) number(params, "max_tokens")));
            case "config.secret" ->
                Outgoing.answer(
                        request.id(),
                        project.secret(text(params, "name"))
                                .map(Plain::revealed)
                                .orElse(null));
            case "config.user" -> Outgoing.answer(request.id(), Plain.userConfiguration(project.user()));
            case "reload" -> {
                project.reload(params.get("payload") == null ? () -> {} : payloads.apply(number(params, "payload")));
                yield Outgoing.answer(request.id(), null);
            }
            default -> throw new PlatformException(Code.UNSUPPORTED, "'%s' is not available".formatted(request.name()));
        };
    }

    private static byte[] execute(long id, Map<?, ?> params, Exchange exchange, CallContext call) {
        var sql = text(params, "sql");
        var arguments = params.get("params") == null ? Map.<String, @Nullable Object>of() : map(params, "params");
        if (params.get("transaction") instanceof Number number) {
            var transaction = exchange.transaction(number.longValue());
            synchronized (transaction) {
                try (var rows = transaction.query(sql, arguments)) {
                    return Outgoing.rows(id, rows);
                }
            }
        }
        try (Rows rows = call.query(optional(params, "source"), sql, arguments)) {
            var answer = Outgoing.rows(id, rows);
            rows.commit();
            return answer;
        }
    }

    private static void end(Map<?, ?> params, Exchange exchange, boolean commit) {
        var number = number(params, "transaction");
        try (var transaction = exchange.transaction(number)) {
            if (commit) {
                transaction.commit();
            }
        } finally {
            exchange.forget(number);
        }
    }

    private static Map<String, @Nullable Object> elicited(ElicitAnswer answer) {
        return switch (answer) {
            case ElicitAnswer.Accepted(var content) -> {
                var accepted = new LinkedHashMap<String, @Nullable Object>();
                accepted.put("action", "accept");
                accepted.put("content", content);
                yield accepted;
            }
            case ElicitAnswer.Declined() -> Map.of("action", "decline");
            case ElicitAnswer.Dismissed() -> Map.of("action", "cancel");
        };
    }

    /** Passes on what needs no answer; whoever cannot receive it does not get it. */
    void notice(Incoming.Notice notice, @Nullable Exchange exchange) {
        var call = exchange == null ? null : exchange.call();
        if (call == null) {
            return;
        }
        var params = notice.params();
        switch (notice.name()) {
            case "progress" ->
                call.progress(
                        params.get("progress") instanceof Number progress ? progress.doubleValue() : 0,
                        params.get("total") instanceof Number total ? total.doubleValue() : null,
                        optional(params, "message"));
            case "log" ->
                call.log(
                        level(optional(params, "level")),
                        Objects.requireNonNullElse(optional(params, "message"), ""),
                        params.get("data") == null ? Map.of() : map(params, "data"));
            case "audit.event" -> event(map(params, "event"), call);
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

    private static String text(Map<?, ?> params, String key) {
        if (params.get(key) instanceof String text) {
            return text;
        }
        throw new PlatformException(Code.INVALID_INPUT, "'%s' must be text".formatted(key));
    }

    private static @Nullable String optional(Map<?, ?> params, String key) {
        return params.get(key) instanceof String text ? text : null;
    }

    private static long number(Map<?, ?> params, String key) {
        if (params.get(key) instanceof Number number) {
            return number.longValue();
        }
        throw new PlatformException(Code.INVALID_INPUT, "'%s' must be a number".formatted(key));
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> params, String key) {
        if (params.get(key) instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((name, value) -> copy.put(String.valueOf(name), value));
            return copy;
        }
        throw new PlatformException(Code.INVALID_INPUT, "'%s' must be a dict".formatted(key));
    }
}
