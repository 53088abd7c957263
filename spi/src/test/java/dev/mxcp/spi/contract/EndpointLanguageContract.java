package dev.mxcp.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mxcp.spi.CallContext.ElicitAnswer;
import dev.mxcp.spi.CallContext.LogLevel;
import dev.mxcp.spi.CallSuspended;
import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.EndpointResult.Content;
import dev.mxcp.spi.InputAnswer;
import dev.mxcp.spi.InputRequest;
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

/**
 * What the platform expects of an endpoint language. Extend it, and say how the few endpoints are written in yours, see
 * {@link LanguageUnderTest}.
 *
 * <p>What a language does not offer, it declares by answering null: the tests of it show as skipped. So nothing but
 * {@link #echo} and {@link #unsound} is needed of a language of values; one that talks to clients, or answers with
 * content of its own, proves that as well by overriding {@link #reporting}, {@link #logging}, {@link #asking}, {@link
 * #sampling} and {@link #showing}.
 */
public abstract class EndpointLanguageContract extends LanguageUnderTest {

    private static final String PIXELS = "iVBORw0KGgo=";

    @Test
    final void answersWithTheValuesOfTheCall() throws Exception {
        try (var language = open()) {
            assertThat(answer(language.prepare(echo(), project()), "one")).isEqualTo(echoed("one"));
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
                    .isEqualTo(IntStream.range(0, 200)
                            .mapToObj(i -> echoed("call " + i))
                            .toList());
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

            assertThat(answer(echo, "next")).isEqualTo(echoed("next"));
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
    final void progressReachesTheClientBeforeTheAnswer() throws Exception {
        assumeThat(reporting()).isNotNull();
        try (var language = open()) {
            var client = TestingClient.listening();
            runBy(client, language.prepare(reporting(), project()), "half");

            assertThat(client.progress()).containsExactly(new TestingClient.Progress(1, 2.0, "half"));
        }
    }

    @Test
    final void whatIsLoggedReachesTheClientBeforeTheAnswer() throws Exception {
        assumeThat(logging()).isNotNull();
        try (var language = open()) {
            var client = TestingClient.listening();
            runBy(client, language.prepare(logging(), project()), "found it");

            assertThat(client.messages())
                    .containsExactly(new TestingClient.Message(LogLevel.INFO, "found it", Map.of()));
        }
    }

    @Test
    final void aQuestionIsAnsweredWhileTheCallWaits() throws Exception {
        assumeThat(asking()).isNotNull();
        try (var language = open()) {
            var client = TestingClient.answering(EndpointLanguageContract::answered);
            assertThat(runBy(client, language.prepare(asking(), project()), "Who?"))
                    .isEqualTo("Ada");
            assertThat(client.asked()).singleElement().satisfies(EndpointLanguageContract::isTheForm);
        }
    }

    @Test
    final void aQuestionForTheNextRunEndsThisOneAndIsKnownAgain() throws Exception {
        assumeThat(asking()).isNotNull();
        try (var language = open()) {
            var endpoint = language.prepare(asking(), project());
            var echo = language.prepare(echo(), project());
            var client = TestingClient.answeringInTheNextRun(EndpointLanguageContract::answered);

            assertThatThrownBy(() -> runBy(client, endpoint, "Who?"))
                    .isInstanceOfSatisfying(
                            CallSuspended.class,
                            suspended -> assertThat(suspended.requests().values())
                                    .singleElement()
                                    .satisfies(EndpointLanguageContract::isTheForm));
            assertThat(answer(echo, "in between")).isEqualTo(echoed("in between"));
            assertThat(runBy(client, endpoint, "Who?")).isEqualTo("Ada");
        }
    }

    @Test
    final void theModelOfTheClientIsAsked() throws Exception {
        assumeThat(sampling()).isNotNull();
        try (var language = open()) {
            var client = TestingClient.answering(EndpointLanguageContract::answered);
            assertThat(runBy(client, language.prepare(sampling(), project()), "Why?"))
                    .isEqualTo("because");
            assertThat(client.asked())
                    .singleElement()
                    .satisfies(question -> assertThat(((InputRequest.Sample) question).prompt())
                            .isEqualTo("Why?"));
        }
    }

    @Test
    final void thatAClientCannotBeAskedIsToldInItsWords() throws Exception {
        assumeThat(sampling()).isNotNull();
        try (var language = open()) {
            var endpoint = language.prepare(sampling(), project());

            assertThatThrownBy(() -> answer(endpoint, "Why?"))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.UNSUPPORTED))
                    .hasMessageContaining("nobody can be asked");
        }
    }

    @Test
    final void contentOfItsOwnIsShown() throws Exception {
        assumeThat(showing()).isNotNull();
        try (var language = open()) {
            var endpoint = language.prepare(showing(), project());
            try (var result = endpoint.run(Map.of("text", PIXELS), TestingCallContext.anonymous())) {
                assertThat(result.content()).containsExactly(new Content.Image(PIXELS, "image/png"));
            }
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

    /** What a client answers that can be asked. */
    private static InputAnswer answered(InputRequest question) {
        return switch (question) {
            case InputRequest.Form _ -> new ElicitAnswer.Accepted(Map.of("name", "Ada"));
            case InputRequest.Sample _ -> new InputAnswer.Sampled("because", "a model");
            case InputRequest.Page _ -> new ElicitAnswer.Dismissed();
            case InputRequest.Roots _ -> new InputAnswer.Folders(List.of());
        };
    }

    private static void isTheForm(InputRequest question) {
        assertThat(question).isInstanceOfSatisfying(InputRequest.Form.class, form -> {
            assertThat(form.message()).isEqualTo("Who?");
            assertThat(form.schema().toString()).contains("name");
        });
    }

    private static @Nullable Object runBy(TestingClient client, PreparedEndpoint endpoint, String text) {
        return run(endpoint, text, TestingCallContext.anonymous().by(client));
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
