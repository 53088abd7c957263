package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a function tells its client reaches it in order, and a client that reads nothing harms nobody else. */
@Timeout(60)
class PythonNoticesTest {

    private static final String CODE = """
            from mxcp.runtime import mcp

            def talk(count):
                for number in range(count):
                    mcp.info(f"notice {number}")
                return "told"

            def ask():
                mcp.info("notice 0")
                return mcp.elicit("Sure?", {"type": "object", "properties": {}}).action

            def echo(text):
                return text
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void project() {
        TestingPython.write(root, "python/code.py", CODE);
    }

    @Test
    void aClientThatReadsNothingKeepsNobodyElseWaiting() throws Exception {
        try (var python = TestingPython.in(root);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var talk = python.function("python/code.py", "talk", "count");
            var echo = python.function("python/code.py", "echo", "text");
            var deaf = DeafCall.begin();
            var told = threads.submit(() -> TestingPython.run(talk, Map.of("count", 3), deaf));
            deaf.reached().await();

            var other = TestingCallContext.anonymous().within(Duration.ofSeconds(10));
            assertThat(TestingPython.run(echo, Map.of("text", "on"), other)).isEqualTo("on");

            deaf.ears().countDown();
            assertThat(told.get()).isEqualTo("told");
            assertThat(deaf.heard()).containsExactly("notice 0", "notice 1", "notice 2");
        }
    }

    @Test
    void theAnswerComesAfterEverythingThatWasSaidBefore() throws Exception {
        try (var python = TestingPython.in(root)) {
            var talk = python.function("python/code.py", "talk", "count");
            var call = DeafCall.begin();
            call.ears().countDown();

            TestingPython.run(talk, Map.of("count", 900), call);

            assertThat(call.heard())
                    .isEqualTo(IntStream.range(0, 900)
                            .mapToObj("notice %d"::formatted)
                            .toList());
        }
    }

    @Test
    void aQuestionComesAfterWhatWasSaidBefore() throws Exception {
        try (var python = TestingPython.in(root);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ask = python.function("python/code.py", "ask");
            var call = DeafCall.begin();
            var answer = threads.submit(() -> TestingPython.run(ask, Map.of(), call));
            call.reached().await();
            assertThat(call.heard()).isEmpty();

            call.ears().countDown();

            assertThat(answer.get()).isEqualTo("decline");
            assertThat(call.heard()).containsExactly("notice 0", "Sure?");
        }
    }

    /** A call whose client takes nothing before it has ears. */
    private record DeafCall(TestingCallContext call, CountDownLatch reached, CountDownLatch ears, List<String> heard)
            implements Delegating {

        static DeafCall begin() {
            return new DeafCall(
                    TestingCallContext.anonymous(),
                    new CountDownLatch(1),
                    new CountDownLatch(1),
                    new CopyOnWriteArrayList<>());
        }

        @Override
        public void log(LogLevel level, String message, Map<String, ? extends @Nullable Object> data) {
            reached.countDown();
            try {
                ears.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            heard.add(message);
        }

        @Override
        public ElicitAnswer elicit(String message, Map<String, ?> schema) {
            heard.add(message);
            return new ElicitAnswer.Declined();
        }
    }
}
