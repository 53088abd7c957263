package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker that ended leaves behind, and what the one in its place can do. */
class PythonRestartTest {

    private static final String CODE = """
            import os, signal, subprocess

            def fine():
                return "fine"

            def die():
                os._exit(9)

            def leave_a_child():
                child = subprocess.Popen(["sleep", "600"])
                with open("child", "w") as file:
                    file.write(str(child.pid))
                os._exit(9)

            def leave_a_session():
                child = subprocess.Popen(["sleep", "600"], start_new_session=True)
                with open("child", "w") as file:
                    file.write(str(child.pid))
                os.kill(os.getpid(), signal.SIGKILL)
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

    /** The kernel kills the worker's group; this one has left it. */
    @Test
    void childrenWithASessionOfTheirOwnEndWithTheWorkerThatIsKilled() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc")), "only Linux tells who belongs to a worker");
        try (var python = TestingPython.in(root)) {
            crash(python, "leave_a_session");

            var child = Path.of("/proc", Files.readString(root.resolve("child")), "cmdline");
            while (isRunning(child)) {
                Thread.onSpinWait();
            }
        }
    }

    private static void crash(TestingPython python, String function) throws Exception {
        var die = python.function("python/code.py", function);
        assertThatThrownBy(() -> TestingPython.run(die, Map.of())).isInstanceOf(PlatformException.class);
    }
}
