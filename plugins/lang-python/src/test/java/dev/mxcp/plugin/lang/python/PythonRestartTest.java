package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker that ended leaves behind, and what the one in its place can do. */
class PythonRestartTest {

    private static final String CODE = """
            import asyncio, os, subprocess, time
            from mxcp.sdk.auth.context import get_user_context
            from mxcp import _bridge

            def fine():
                return "fine"

            def die():
                os._exit(9)

            def marks(text):
                return [get_user_context().username, _bridge.call().headers["x-mark"], text]

            def whoami(text):
                time.sleep(0.002)
                return marks(text)

            async def whoami_async(text):
                await asyncio.sleep(0.002)
                return marks(text)

            def leave_a_child():
                child = subprocess.Popen(["sleep", "600"])
                with open("child", "w") as file:
                    file.write(str(child.pid))
                os._exit(9)
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void project() {
        TestingPython.write(root, "python/code.py", CODE);
    }

    @Test
    void aModuleThatBrokeMeanwhileIsMissingAloneAfterACrash() throws Exception {
        TestingPython.write(root, "python/breaks.py", "def gone():\n    return 'here'\n");
        try (var python = TestingPython.in(root)) {
            var gone = python.function("python/breaks.py", "gone");
            var fine = python.function("python/code.py", "fine");
            assertThat(TestingPython.run(gone, Map.of())).isEqualTo("here");
            TestingPython.write(root, "python/breaks.py", "raise RuntimeError('postgres://app:hunter2@db')\n");

            crash(python, "die");

            assertThat(TestingPython.run(fine, Map.of())).isEqualTo("fine");
            assertThatThrownBy(() -> TestingPython.run(gone, Map.of()))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            failure -> assertThat(failure.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessageContaining("log")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void childrenOfAWorkerThatEndsItselfEndWithIt() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "only Linux tells who belongs to a worker");
        try (var python = TestingPython.in(root)) {
            crash(python, "leave_a_child");

            var child = Path.of("/proc", Files.readString(root.resolve("child")), "cmdline");
            while (isRunning(child)) {
                Thread.onSpinWait();
            }
        }
    }

    /** One that ended and was not asked for its end yet has no command line any more. */
    private static boolean isRunning(Path commandLine) {
        try {
            return Files.readString(commandLine).startsWith("sleep");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void noAnswerHoldsAnotherUsersMarkWhileWorkersAreKilledAndReplaced() throws Exception {
        var config = new PythonConfig(null, 2, null, null, null, null, null, null, null, null);
        try (var python = TestingPython.in(root, config);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var functions = List.of(
                    python.function("python/code.py", "whoami", "text"),
                    python.function("python/code.py", "whoami_async", "text"));
            var die = python.function("python/code.py", "die");
            var answers = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 400; i++) {
                var function = functions.get(i % functions.size());
                var mark = "canary-" + i;
                answers.add(threads.submit(() -> isOwnAnswer(function, mark)));
                if (i % 80 == 40) {
                    threads.submit(() -> TestingPython.run(die, Map.of()));
                }
            }

            var answered = 0;
            for (var answer : answers) {
                answered += answer.get() ? 1 : 0;
            }
            assertThat(answered).isPositive();
        }
    }

    /** False when the call was lost with its worker. */
    private static boolean isOwnAnswer(PreparedEndpoint function, String mark) {
        var user = Identity.builder("github").userId(mark).username(mark).build();
        var call = TestingCallContext.anonymous().as(user).withHeaders(Map.of("x-mark", mark));
        try {
            assertThat(TestingPython.run(function, Map.of("text", mark), call)).isEqualTo(List.of(mark, mark, mark));
            return true;
        } catch (PlatformException e) {
            assertThat(e.userMessage()).doesNotContain("canary-");
            return false;
        }
    }

    private static void crash(TestingPython python, String function) throws Exception {
        var die = python.function("python/code.py", function);
        assertThatThrownBy(() -> TestingPython.run(die, Map.of())).isInstanceOf(PlatformException.class);
    }
}
