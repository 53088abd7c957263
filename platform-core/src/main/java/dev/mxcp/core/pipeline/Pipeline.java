package dev.mxcp.core.pipeline;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.type.MismatchException;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way a call goes, whatever transport it came by: MCP, command line and built-in SQL tools alike. Thread-safe.
 *
 * <p>{@link #run} shows the whole order. Effects of a call last only when everything after them was fine as well.
 */
public final class Pipeline {

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

    private final CallLimits limits;
    private final CallGate gate;
    private final Answers answers;
    private final SqlAccess sql;
    private final boolean siteHasPolicies;

    /**
     * @param gate that all calls of the project share
     * @param siteHasPolicies the project has rules that stand before those of every endpoint
     */
    public Pipeline(CallLimits limits, CallGate gate, Answers answers, SqlAccess sql, boolean siteHasPolicies) {
        this.limits = limits;
        this.gate = gate;
        this.answers = answers;
        this.sql = sql;
        this.siteHasPolicies = siteHasPolicies;
    }

    /** Runs one call to its end. Blocks; every end is an {@link Outcome}. */
    public Outcome run(Endpoint endpoint, CallRequest request) {
        try {
            var call = accept(endpoint, request);
            if (request.taskTime() != null) {
                return run(endpoint, request, call);
            }
            try (var _ = gate.enter(request.party(), call.deadline(), request.cancellation())) {
                return run(endpoint, request, call);
            }
        } catch (CallSuspended e) {
            return new Outcome.Suspended(e.requests());
        } catch (PlatformException e) {
            return new Outcome.Failed(e.code(), e.userMessage());
        } catch (MismatchException e) {
            return new Outcome.Failed(Code.FAILED, e.getMessage());
        } catch (Throwable defect) {
            LOG.atError()
                    .setCause(defect)
                    .addKeyValue("requestId", request.requestId())
                    .addKeyValue("endpoint", endpoint.name())
                    .log("call broke");
            return new Outcome.Broken(request.requestId());
        }
    }

    private Outcome run(Endpoint endpoint, CallRequest request, Call call) throws MismatchException {
        var arguments = endpoint.parameters().convert(request.arguments());
        if (siteHasPolicies || endpoint.definition().policies() != null) {
            return unenforceable(
                    siteHasPolicies ? "the project" : endpoint.definition().label());
        }
        if (!arguments.problems().isEmpty()) {
            return new Outcome.Invalid(arguments.problems());
        }
        if (request.cancellation().isCancelled()) {
            throw new PlatformException(Code.CANCELLED, "the call was cancelled");
        }
        try (var result = endpoint.implementation().run(arguments.values(), call)) {
            var value = shape(endpoint, result, request.checkResult());
            var answer = answers.answer(endpoint, result, value);
            result.commit();
            return new Outcome.Ok(answer);
        }
    }

    private static @Nullable Object shape(Endpoint endpoint, EndpointResult result, boolean check)
            throws MismatchException {
        var returns = endpoint.returns();
        if (returns == null) {
            return result.value();
        }
        var value = returns.shape(result.value());
        if (check) {
            var problems = returns.check(value, result.isTruncated());
            if (!problems.isEmpty()) {
                throw new MismatchException("Output validation failed: " + String.join("; ", problems));
            }
        }
        return value;
    }

    /** Nothing gets past: what a policy should decide is refused as long as nothing decides it. */
    private static Outcome unenforceable(String owner) {
        return new Outcome.Failed(
                Code.UNSUPPORTED,
                "%s has policies, which this release does not enforce yet; the call is refused until it does"
                        .formatted(owner));
    }

    /** A call that nobody makes, for work of the project itself. It takes no place of others, and answers nobody. */
    public CallContext ownCall(String transport, Duration time) {
        var request = CallRequest.of(Identity.anonymous(), Map.of(), transport);
        return new Call(request, Instant.now().plus(time), sql);
    }

    private Call accept(Endpoint endpoint, CallRequest request) {
        var taskTime = request.taskTime();
        var timeout = taskTime != null ? taskTime : shorter(limits.timeout(), endpoint.timeout());
        return new Call(request, Instant.now().plus(timeout), sql);
    }

    private static Duration shorter(Duration limit, @Nullable Duration wish) {
        return wish == null || wish.compareTo(limit) > 0 ? limit : wish;
    }

    /** Makes the answer of a value that passed every check. */
    @FunctionalInterface
    public interface Answers {
        Answer answer(Endpoint endpoint, EndpointResult result, @Nullable Object value);
    }
}
