package dev.mxcp.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.Answer;
import dev.mxcp.core.call.CallCancellation;
import dev.mxcp.core.call.CallRequest;
import dev.mxcp.core.call.Client;
import dev.mxcp.core.call.Outcome;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.problem.Location;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Kind;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.Parameters;
import dev.mxcp.core.type.ReturnType;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.InputRequest;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {

    private static final Location WHERE = Location.of("tools/t.yml");

    private final List<String> effects = new ArrayList<>();
    private final Pipeline pipeline = pipeline(4, 4);

    @Test
    void aGoodCallIsCommittedAndThenClosed() {
        var outcome = pipeline.run(tool((arguments, call) -> new Recorded(42L), Base.INTEGER), request(Map.of()));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Ok.class, ok -> assertThat(ok.answer().value()).isEqualTo(42L));
        assertThat(effects).containsExactly("commit", "close");
    }

    @Test
    void aResultThatDoesNotFitItsTypeIsRolledBack() {
        var outcome = pipeline.run(tool((arguments, call) -> new Recorded("x"), Base.INTEGER), request(Map.of()));

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(effects).containsExactly("close");
    }

    @Test
    void whatAnEndpointTellsOfResourcesReachesTheClientsSide() {
        var told = new ArrayList<String>();
        var client = new Client() {
            @Override
            public void resourceUpdated(String uri) {
                told.add(uri);
            }
        };
        var tool = tool(
                (arguments, call) -> {
                    call.resourceUpdated("data://a");
                    return new Recorded(1L);
                },
                Base.INTEGER);

        pipeline.run(tool, request(Map.of()).withClient(client));

        assertThat(told).containsExactly("data://a");
    }

    @Test
    void theCheckOfTheResultCanBeSkipped() {
        var outcome = pipeline.run(
                tool((arguments, call) -> new Recorded("x"), Base.INTEGER),
                request(Map.of()).withoutResultCheck());

        assertThat(outcome).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void wrongArgumentsNeverReachTheEndpoint() {
        var parameter = new ParameterDefinition(
                "n", TypeDefinition.builder(Base.INTEGER, WHERE).build());
        var outcome = pipeline.run(
                endpoint(List.of(parameter), null, (arguments, call) -> new Recorded(1L), null),
                request(Map.of("n", "many")));

        assertThat(outcome).isInstanceOf(Outcome.Invalid.class);
        assertThat(effects).isEmpty();
    }

    @Test
    void anEndpointWithPoliciesIsRefusedAsLongAsNothingEnforcesThem() {
        var outcome = pipeline.run(
                endpoint(List.of(), null, (arguments, call) -> new Recorded(1L), Map.of("input", List.of())),
                request(Map.of()));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(Code.UNSUPPORTED);
            assertThat(failed.userMessage()).contains("tool 't' has policies");
        });
        assertThat(effects).isEmpty();
    }

    @Test
    void everyEndpointIsRefusedWhereTheSiteHasPolicies() {
        var outcome =
                pipeline(4, 4, true).run(tool((arguments, call) -> new Recorded(1L), Base.INTEGER), request(Map.of()));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(Code.UNSUPPORTED);
            assertThat(failed.userMessage()).contains("the project has policies");
        });
        assertThat(effects).isEmpty();
    }

    @Test
    void aFailureMadeForPeopleIsShown() {
        var outcome = pipeline.run(
                tool(
                        (arguments, call) -> {
                            throw new PlatformException(Code.FAILED, "no such customer");
                        },
                        Base.INTEGER),
                request(Map.of()));

        assertThat(outcome).isEqualTo(new Outcome.Failed(Code.FAILED, "no such customer"));
    }

    @Test
    void aDefectShowsNothingButTheRequestId() {
        var request = request(Map.of());
        var outcome = pipeline.run(
                tool(
                        (arguments, call) -> {
                            throw new IllegalStateException("jdbc:x://user:password@host");
                        },
                        Base.INTEGER),
                request);

        assertThat(outcome).isEqualTo(new Outcome.Broken(request.requestId()));
    }

    /** Not every language of the JVM makes its code declare them. */
    @Test
    void anExceptionThatNobodyDeclaredIsADefectToo() {
        var request = request(Map.of());
        var outcome = pipeline.run(
                tool((arguments, call) -> PipelineTest.<RuntimeException>raise(new IOException("x")), Base.INTEGER),
                request);

        assertThat(outcome).isEqualTo(new Outcome.Broken(request.requestId()));
    }

    @ParameterizedTest
    @ValueSource(classes = {AssertionError.class, InternalError.class, NoClassDefFoundError.class, Error.class})
    void soIsEveryError(Class<? extends Error> kind) throws ReflectiveOperationException {
        var defect = kind.getConstructor().newInstance();
        var request = request(Map.of());
        var outcome = pipeline.run(
                tool((arguments, call) -> PipelineTest.<RuntimeException>raise(defect), Base.INTEGER), request);

        assertThat(outcome).isEqualTo(new Outcome.Broken(request.requestId()));
    }

    @SuppressWarnings("unchecked") // what is thrown is not looked at
    private static <T extends Throwable> EndpointResult raise(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @Test
    void aCallThatMustAskFirstEndsWithItsQuestions() {
        var question = new InputRequest.Form("Which color?", Map.of("type", "object"));
        var outcome = pipeline.run(
                tool(
                        (arguments, call) -> {
                            throw new CallSuspended(Map.of("color", question));
                        },
                        Base.INTEGER),
                request(Map.of()));

        assertThat(outcome).isEqualTo(new Outcome.Suspended(Map.of("color", question)));
        assertThat(effects).isEmpty();
    }

    @Test
    void aCancelledCallDoesNotStart() {
        var cancellation = new CallCancellation();
        cancellation.cancel();

        var outcome = pipeline.run(
                tool((arguments, call) -> new Recorded(1L), Base.INTEGER),
                request(Map.of()).withCancellation(cancellation));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.code()).isEqualTo(Code.CANCELLED));
        assertThat(effects).isEmpty();
    }

    @Test
    void moreCallsThanPlacesAndQueueAreRefused() throws Exception {
        var narrow = pipeline(1, 0);
        var inside = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var slow = tool(
                (arguments, call) -> {
                    inside.countDown();
                    await(release);
                    return EndpointResult.of(1L);
                },
                Base.INTEGER);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> narrow.run(slow, request(Map.of())));
            inside.await();

            var second = narrow.run(slow, request(Map.of()));
            release.countDown();

            assertThat(second)
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(Code.LIMIT_EXCEEDED));
            assertThat(first.get()).isInstanceOf(Outcome.Ok.class);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pipeline pipeline(int concurrent, int queued) {
        return pipeline(concurrent, queued, false);
    }

    private static Pipeline pipeline(int concurrent, int queued, boolean siteHasPolicies) {
        var limits = new CallLimits(concurrent, queued, Duration.ofSeconds(30));
        return new Pipeline(
                limits,
                new CallGate(limits),
                (endpoint, result, value) -> new Answer(value, List.of(), null, false, Map.of()),
                (source, sql, arguments, call) -> {
                    throw new IllegalStateException("no database here");
                },
                siteHasPolicies);
    }

    private static CallRequest request(Map<String, @Nullable Object> arguments) {
        return CallRequest.of(Identity.anonymous(), arguments, "cli");
    }

    private static Endpoint tool(PreparedEndpoint implementation, Base returns) {
        return endpoint(List.of(), TypeDefinition.builder(returns, WHERE).build(), implementation, null);
    }

    private static Endpoint endpoint(
            List<ParameterDefinition> parameters,
            @Nullable TypeDefinition returns,
            PreparedEndpoint implementation,
            @Nullable Map<String, @Nullable Object> policies) {
        var definition = EndpointDefinition.builder(Kind.TOOL, "t", WHERE)
                .parameters(parameters)
                .returns(returns)
                .language("sql")
                .policies(policies)
                .build();
        return new Endpoint(
                definition,
                Parameters.compile(parameters),
                returns == null ? null : ReturnType.compile(returns),
                implementation,
                false);
    }

    /** Writes down what the pipeline does with it. */
    private final class Recorded implements EndpointResult {
        private final @Nullable Object value;

        Recorded(@Nullable Object value) {
            this.value = value;
        }

        @Override
        public @Nullable Object value() {
            return value;
        }

        @Override
        public void commit() {
            effects.add("commit");
        }

        @Override
        public void close() {
            effects.add("close");
        }
    }
}
