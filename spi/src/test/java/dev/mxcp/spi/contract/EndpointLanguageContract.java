package dev.mxcp.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mxcp.spi.EndpointLanguage;
import dev.mxcp.spi.EndpointLanguage.EndpointSource;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointLanguage.Project;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SourceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the platform expects of an endpoint language. Extend it, and say how the few endpoints are written in yours. */
public abstract class EndpointLanguageContract {

    protected abstract EndpointLanguage open();

    /** What endpoints can reach at load; never touched by a language that reaches nothing. */
    protected abstract Project project();

    /** Answers its one parameter, {@code text}, as it is. */
    protected abstract EndpointSource echo();

    /**
     * Can be prepared with its one parameter {@code text}, and fails when it runs because of what the author wrote; null
     * when the language finds every mistake at load.
     */
    protected abstract @Nullable EndpointSource failing();

    /** Cannot be prepared. */
    protected abstract EndpointSource unsound();

    /**
     * Runs for minutes, unless it is stopped; has one parameter, {@code text}; null when nothing written in the language
     * can run for long.
     */
    protected abstract @Nullable EndpointSource endless();

    @Test
    final void answersWithTheValuesOfTheCall() throws Exception {
        try (var language = open()) {
            assertThat(answer(language.prepare(echo(), project()), "one")).isEqualTo("one");
        }
    }

    @Test
    final void isPreparedOnceAndRunsManyTimesAtOnce() throws Exception {
        try (var language = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var endpoint = language.prepare(echo(), project());
            var answers = new ArrayList<Future<@Nullable Object>>();
            for (int i = 0; i < 200; i++) {
                var text = "call " + i;
                answers.add(threads.submit(() -> answer(endpoint, text)));
            }
            var seen = new ArrayList<@Nullable Object>();
            for (var answer : answers) {
                seen.add(answer.get());
            }
            assertThat(seen)
                    .isEqualTo(
                            IntStream.range(0, 200).mapToObj(i -> "call " + i).toList());
        }
    }

    @Test
    final void anUnsoundImplementationIsRefusedAtLoad() {
        try (var language = open()) {
            assertThatThrownBy(() -> language.prepare(unsound(), project()))
                    .isInstanceOf(SourceException.class)
                    .message()
                    .isNotBlank()
                    .doesNotContain("java.");
        } catch (Exception e) {
            throw new AssertionError("close must not fail", e);
        }
    }

    @Test
    final void aFailureIsToldInWordsForTheCaller() throws Exception {
        assumeThat(failing()).isNotNull();
        try (var language = open()) {
            var endpoint = language.prepare(failing(), project());

            assertThatThrownBy(() -> answer(endpoint, "x"))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.FAILED))
                    .message()
                    .isNotBlank()
                    .doesNotContain("java.")
                    .doesNotContain("Exception");
        }
    }

    @Test
    final void aFailureLeavesNothingBehindForTheNextCall() throws Exception {
        assumeThat(failing()).isNotNull();
        try (var language = open()) {
            var failing = language.prepare(failing(), project());
            var echo = language.prepare(echo(), project());

            assertThatThrownBy(() -> answer(failing, "x")).isInstanceOf(PlatformException.class);

            assertThat(answer(echo, "next")).isEqualTo("next");
        }
    }

    @Test
    final void aCancelledCallEnds() throws Exception {
        assumeThat(endless()).isNotNull();
        try (var language = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var endpoint = language.prepare(endless(), project());
            var call = TestingCallContext.anonymous();
            var running = threads.submit(() -> run(endpoint, "x", call));
            call.cancellation().cancel();

            assertThatThrownBy(running::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isIn(Code.CANCELLED, Code.LIMIT_EXCEEDED));
            assertThat(call.cancellation().registrations()).isZero();
        }
    }

    @Test
    final void aCallEndsAtItsDeadline() throws Exception {
        assumeThat(endless()).isNotNull();
        try (var language = open()) {
            var endpoint = language.prepare(endless(), project());
            var call = TestingCallContext.anonymous().within(Duration.ofMillis(50));

            assertThatThrownBy(() -> run(endpoint, "x", call))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        }
    }

    @Test
    final void fileEndingsStartWithADot() {
        try (var language = open()) {
            assertThat(language.fileEndings()).allMatch(ending -> ending.matches("\\.[a-z0-9]+"));
        } catch (Exception e) {
            throw new AssertionError("close must not fail", e);
        }
    }

    @Test
    final void closeTwiceIsHarmless() throws Exception {
        var language = open();
        language.close();
        language.close();
    }

    /** An endpoint with one parameter, {@code text}. */
    protected static EndpointSource source(String implementation) {
        return new EndpointSource("contract", implementation, null, null, List.of("text"));
    }

    private static @Nullable Object answer(PreparedEndpoint endpoint, String text) {
        return run(endpoint, text, TestingCallContext.anonymous());
    }

    private static @Nullable Object run(PreparedEndpoint endpoint, String text, TestingCallContext call) {
        try (var result = endpoint.run(Map.of("text", text), call)) {
            return result.value();
        }
    }
}
