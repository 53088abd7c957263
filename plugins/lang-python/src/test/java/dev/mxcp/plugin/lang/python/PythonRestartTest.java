package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mxcp.spi.DataSource.Column;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import dev.mxcp.spi.contract.TestingCallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
            Awaited.until(() -> !isRunning(child));
        }
    }

    /** The database asks the workers, and there is one only: the one whose hook waits for the database. */
    @Test
    @Timeout(60)
    void aHookMayUseASqlFunctionOfItsOwnWorkerAfterACrashToo() throws Exception {
        TestingPython.write(root, "python/hooks.py", """
                from mxcp.plugins import sql_function
                from mxcp.runtime import db, on_init
                computed = None

                @sql_function("shout")
                def shout(text: str) -> str:
                    return text.upper()

                @on_init
                def compute():
                    global computed
                    computed = db.execute("SELECT shout('hello')").fetchone()["answer"]

                def seen():
                    return computed
                """);
        try (var python = TestingPython.in(root)) {
            var shout = python.language().functions(python.project()).getFirst();
            python.project().letHooks(call -> new ComputingCall(call, shout));
            var seen = python.function("python/hooks.py", "seen");
            assertThat(TestingPython.run(seen, Map.of())).isEqualTo("HELLO");

            crash(python, "die");

            assertThat(TestingPython.run(seen, Map.of())).isEqualTo("HELLO");
        }
    }

    /** Each worker ends itself as soon as the project's modules are there, until the file is gone. */
    @Test
    @Timeout(120)
    void workersThatEndSoonAfterTheirStartAreStartedUntilOneStays() throws Exception {
        TestingPython.write(root, "python/ends.py", """
                import os, threading, time

                def end():
                    time.sleep(0.2)
                    if os.path.exists("ends"):
                        os._exit(7)

                with open("starts", "a") as file:
                    file.write("x")
                threading.Thread(target=end, daemon=True).start()
                """);
        try (var python = TestingPython.in(root)) {
            var fine = python.function("python/code.py", "fine");
            TestingPython.write(root, "ends", "");
            crash(python, "die");
            Awaited.until(() -> Files.size(root.resolve("starts")) >= 4);

            Files.delete(root.resolve("ends"));
            assertThat(TestingPython.run(fine, Map.of())).isEqualTo("fine");
        }
    }

    private record ComputingCall(TestingCallContext call, SqlFunction function) implements Delegating {

        @Override
        public Rows query(@Nullable String source, String sql, Map<String, ? extends @Nullable Object> arguments) {
            return new OneRow(new ArrayDeque<>(function.apply(List.of(List.of("hello")), call)));
        }
    }

    private record OneRow(Queue<@Nullable Object> left) implements Rows {

        @Override
        public List<Column> columns() {
            return List.of(new Column("answer", "VARCHAR", true));
        }

        @Override
        public @Nullable List<@Nullable Object> next() {
            return left.isEmpty() ? null : List.of(left.remove());
        }

        @Override
        public boolean isTruncated() {
            return false;
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
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
            Awaited.until(() -> !isRunning(child));
        }
    }

    private static void crash(TestingPython python, String function) throws Exception {
        var die = python.function("python/code.py", function);
        assertThatThrownBy(() -> TestingPython.run(die, Map.of())).isInstanceOf(PlatformException.class);
    }
}
