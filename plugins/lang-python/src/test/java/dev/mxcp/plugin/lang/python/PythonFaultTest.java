package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What user code can do wrong harms its own call. */
class PythonFaultTest {

    private static final String FAULTS = """
            import asyncio, os, signal, sys, threading, time
            from mxcp.sdk.auth.context import get_user_context

            def pid():
                return os.getpid()

            def echo(text):
                return text

            async def echo_async(text):
                await asyncio.sleep(0.01)
                return text

            met = 0

            async def meet(all, text):
                global met
                met += 1
                while met < all:
                    await asyncio.sleep(0.01)
                return [get_user_context().username, text]

            def die():
                os.kill(os.getpid(), signal.SIGKILL)

            def leave():
                sys.exit(3)

            def interrupt():
                raise KeyboardInterrupt

            def slow(seconds):
                time.sleep(seconds)
                return "slept"

            def stubborn():
                while True:
                    try:
                        while True:
                            pass
                    except BaseException:
                        continue

            async def blocking_loop():
                while True:
                    pass

            async def waiting():
                try:
                    await asyncio.sleep(600)
                except asyncio.CancelledError:
                    raise

            def hog():
                blocks = []
                while True:
                    blocks.append(bytearray(16 * 1024 * 1024))

            def fork():
                child = os.fork()
                if child == 0:
                    return "from the child"
                _, status = os.waitpid(child, 0)
                return ["parent", status]

            async def fork_async():
                child = os.fork()
                if child == 0:
                    return "from the child"
                _, status = await asyncio.to_thread(os.waitpid, child, 0)
                return ["parent", status]

            def pool():
                import multiprocessing
                with multiprocessing.get_context("fork").Pool(2) as workers:
                    return workers.map(abs, [-1, -2, -3])

            def flood():
                for number in range(200_000):
                    print("line", number)
                sys.stderr.write("x" * 1_000_000)
                return "printed"

            class Unprintable(Exception):
                def __str__(self):
                    raise ValueError("no text")

            def unprintable():
                raise Unprintable()

            def silent():
                raise ValueError()

            def missing_key():
                return {}["absent"]

            def recursive():
                return recursive()

            def cyclic():
                value = []
                value.append(value)
                return value

            def unsendable():
                return object()

            def too_large():
                return "x" * (65 * 1024 * 1024)

            def shout():
                from mxcp.runtime import mcp
                mcp.info(too_large())

            def lament():
                raise ValueError(too_large())

            def record():
                import logging
                logging.getLogger("faults").warning(too_large())
                return "recorded"
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void project() {
        TestingPython.write(root, "python/faults.py", FAULTS);
    }

    @Test
    void aWorkerThatIsKilledFailsItsCallsAndIsReplaced() throws Exception {
        try (var python = TestingPython.in(root)) {
            var pid = python.function("python/faults.py", "pid");
            var die = python.function("python/faults.py", "die");
            var before = TestingPython.run(pid, Map.of());

            assertThatThrownBy(() -> TestingPython.run(die, Map.of()))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessageContaining("signal 9");

            assertThat(TestingPython.run(pid, Map.of())).isNotEqualTo(before);
        }
    }

    @Test
    void afterTheDeadlineAnEndlessLoopIsStoppedAndTheOthersGoOn() throws Exception {
        try (var python = TestingPython.in(root);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var pid = python.function("python/faults.py", "pid");
            var slow = python.function("python/faults.py", "slow", "seconds");
            var endless = python.inline("while True: pass\nreturn 1");
            var before = TestingPython.run(pid, Map.of());
            var other = threads.submit(() -> TestingPython.run(slow, Map.of("seconds", 1.0)));

            assertThatThrownBy(() -> TestingPython.run(
                            endless, Map.of(), TestingCallContext.anonymous().within(Duration.ofMillis(200))))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.LIMIT_EXCEEDED));

            assertThat(other.get()).isEqualTo("slept");
            assertThat(TestingPython.run(pid, Map.of())).isEqualTo(before);
        }
    }

    @Test
    void aFunctionThatCannotBeStoppedCostsItsWorkerAndNoOtherCall() throws Exception {
        try (var python = TestingPython.in(root);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var pid = python.function("python/faults.py", "pid");
            var slow = python.function("python/faults.py", "slow", "seconds");
            var stubborn = python.function("python/faults.py", "stubborn");
            var before = TestingPython.run(pid, Map.of());
            var other = threads.submit(() -> TestingPython.run(
                    slow, Map.of("seconds", 5.0), TestingCallContext.anonymous().within(Duration.ofSeconds(20))));

            assertThatThrownBy(() -> TestingPython.run(
                            stubborn, Map.of(), TestingCallContext.anonymous().within(Duration.ofMillis(200))))
                    .isInstanceOf(PlatformException.class);

            assertThat(other.get()).isEqualTo("slept");
            assertThat(TestingPython.run(pid, Map.of())).isNotEqualTo(before);
        }
    }

    @Test
    void aCoroutineThatBlocksTheLoopIsStopped() throws Exception {
        try (var python = TestingPython.in(root)) {
            var blocking = python.function("python/faults.py", "blocking_loop");
            var echo = python.function("python/faults.py", "echo_async", "text");

            assertThatThrownBy(() -> TestingPython.run(
                            blocking, Map.of(), TestingCallContext.anonymous().within(Duration.ofMillis(200))))
                    .isInstanceOf(PlatformException.class);

            assertThat(TestingPython.run(echo, Map.of("text", "on"))).isEqualTo("on");
        }
    }

    @Test
    void aCancelledCoroutineEnds() throws Exception {
        try (var python = TestingPython.in(root);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = python.function("python/faults.py", "waiting");
            var call = TestingCallContext.anonymous();
            var running = threads.submit(() -> TestingPython.run(waiting, Map.of(), call));
            call.cancellation().cancel();

            assertThatThrownBy(running::get)
                    .cause()
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.CANCELLED));
        }
    }

    @Test
    void tooMuchMemoryIsAnErrorOfTheCallThatTakesIt() throws Exception {
        var config = new PythonConfig(null, null, null, null, null, null, null, null, "400MB", null, null, null);
        try (var python = TestingPython.in(root, config)) {
            var hog = python.function("python/faults.py", "hog");
            var echo = python.function("python/faults.py", "echo", "text");

            assertThatThrownBy(() -> TestingPython.run(hog, Map.of()))
                    .isInstanceOf(PlatformException.class)
                    .message()
                    .containsAnyOf("memory");

            assertThat(TestingPython.run(echo, Map.of("text", "on"))).isEqualTo("on");
        }
    }

    @Test
    void aForkedChildNeverSpeaksForItsParent() throws Exception {
        try (var python = TestingPython.in(root)) {
            var echo = python.function("python/faults.py", "echo", "text");
            for (var name : List.of("fork", "fork_async")) {
                assertThat(TestingPython.run(python.function("python/faults.py", name), Map.of()))
                        .as(name)
                        .isEqualTo(List.of("parent", 0L));
            }
            assertThat(TestingPython.run(python.function("python/faults.py", "pool"), Map.of()))
                    .isEqualTo(List.of(1L, 2L, 3L));
            assertThat(TestingPython.run(echo, Map.of("text", "on"))).isEqualTo("on");
        }
    }

    @Test
    void aFloodOfOutputKeepsNobodyWaiting() throws Exception {
        try (var python = TestingPython.in(root)) {
            assertThat(TestingPython.run(python.function("python/faults.py", "flood"), Map.of()))
                    .isEqualTo("printed");
        }
    }

    @Test
    void everyFailureIsToldInWords() throws Exception {
        try (var python = TestingPython.in(root)) {
            var messages = Map.of(
                    "too_large", "at most 64 MB can be sent",
                    "leave", "the function ended with SystemExit",
                    "interrupt", "the function ended with KeyboardInterrupt",
                    "unprintable", "its message failed with ValueError",
                    "silent", "ValueError",
                    "missing_key", "KeyError: 'absent'",
                    "recursive", "maximum recursion depth exceeded",
                    "cyclic", "contains itself",
                    "unsendable", "a value of type object cannot be sent");
            for (var entry : messages.entrySet()) {
                var function = python.function("python/faults.py", entry.getKey());
                assertThatThrownBy(() -> TestingPython.run(function, Map.of()))
                        .as(entry.getKey())
                        .isInstanceOfSatisfying(
                                PlatformException.class,
                                failure -> assertThat(failure.code()).isEqualTo(Code.FAILED))
                        .hasMessageContaining(entry.getValue());
            }
        }
    }

    @Test
    void whoeverSaysTooMuchHarmsNoOtherCall() throws Exception {
        try (var python = TestingPython.in(root)) {
            var pid = python.function("python/faults.py", "pid");
            var before = TestingPython.run(pid, Map.of());

            assertThatThrownBy(() -> TestingPython.run(python.function("python/faults.py", "shout"), Map.of()))
                    .hasMessageContaining("at most 64 MB can be sent");
            assertThatThrownBy(() -> TestingPython.run(python.function("python/faults.py", "lament"), Map.of()))
                    .message()
                    .matches("x{8000}");
            assertThat(TestingPython.run(python.function("python/faults.py", "record"), Map.of()))
                    .isEqualTo("recorded");

            assertThat(TestingPython.run(pid, Map.of())).isEqualTo(before);
        }
    }

    @Test
    @Timeout(120)
    void aThousandCoroutinesOfManyCallersRunAtOnce() throws Exception {
        try (var python = TestingPython.in(root);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var meet = python.function("python/faults.py", "meet", "all", "text");
            var answers = IntStream.range(0, 1_000)
                    .<Future<?>>mapToObj(number -> threads.submit(() ->
                            TestingPython.run(meet, Map.of("all", 1_000, "text", "call " + number), callOf(number))))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(List.of("user " + i % 7, "call " + i));
            }
        }
    }

    private static CallContext callOf(int number) {
        var user = Identity.builder("github").username("user " + number % 7).build();
        return TestingCallContext.anonymous().as(user);
    }
}
