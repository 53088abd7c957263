package dev.mxcp.core.benchmark;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.pipeline.CallGate;
import dev.mxcp.core.pipeline.CallLimits;
import dev.mxcp.core.pipeline.Pipeline;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.core.type.ReturnType;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One call through the pipeline to an endpoint that does nothing, beside the endpoint alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {

    private static final Location WHERE = Location.of("tools/echo.yml");

    private final Map<String, Object> row = Map.of("customer", "C000001", "amount", 12.5, "orders", 3L);
    private final Endpoint endpoint = endpoint();
    private final CallLimits limits = new CallLimits(64, 64, Duration.ofSeconds(30));
    private final Pipeline pipeline = new Pipeline(
            limits,
            new CallGate(limits),
            (called, result, value) -> new Answer(value, List.of(), null, false, Map.of()),
            (source, sql, arguments, call) -> {
                throw new IllegalStateException("no database here");
            },
            false);

    @Benchmark
    public Outcome call() {
        return pipeline.run(
                endpoint, CallRequest.of(Identity.anonymous(), Map.of("customer", "C000001", "limit", 7), "http"));
    }

    @Benchmark
    public Object endpointAlone() {
        return EndpointResult.of(row).value();
    }

    private Endpoint endpoint() {
        var parameters = List.of(
                new ParameterDefinition(
                        "customer",
                        TypeDefinition.builder(Base.STRING, WHERE).minLength(1).build()),
                new ParameterDefinition(
                        "limit", TypeDefinition.builder(Base.INTEGER, WHERE).build()));
        var returns = TypeDefinition.builder(Base.OBJECT, WHERE).build();
        var definition = EndpointDefinition.builder(Kind.TOOL, "echo", WHERE)
                .parameters(parameters)
                .returns(returns)
                .language("echo")
                .build();
        return new Endpoint(
                definition,
                Parameters.compile(parameters),
                ReturnType.compile(returns),
                (arguments, call) -> EndpointResult.of(row),
                false);
    }
}
