package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Code that cannot be loaded, cannot be loaded any more, or is another one now. */
class PythonStartTest {

    private static final String CODE = """
            import os, time

            def pid():
                return os.getpid()

            def die():
                os._exit(9)

            def wait_for(file):
                open(file + ".begun", "w").close()
                while not os.path.exists(file):
                    time.sleep(0.01)
                return "done"
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void project() {
        TestingPython.write(root, "python/code.py", CODE);
    }

    @Test
    void callsOfTheOldGenerationEndWhileTheNewOneAnswers() throws Exception {
        var gate = root.resolve("gate");
        try (var python = TestingPython.in(root);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = python.function("python/code.py", "wait_for", "file");
            var under = threads.submit(() -> TestingPython.run(waiting, Map.of("file", gate.toString())));
            Awaited.until(() -> Files.exists(root.resolve("gate.begun")));
            TestingPython.write(root, "python/code.py", "def echo(text):\n    return 'new ' + text\n");

            var next = python.nextGeneration();
            var echo = python.function(next, "python/code.py", "echo", "text");

            assertThat(TestingPython.run(echo, Map.of("text", "one"))).isEqualTo("new one");
            Files.createFile(gate);
            assertThat(under.get()).isEqualTo("done");
            python.language().release(python.project());
            assertThatThrownBy(() -> TestingPython.run(waiting, Map.of("file", "x")))
                    .isInstanceOf(PlatformException.class);
        }
    }

    @Test
    void aProjectWhoseModulesNeverFinishIsRefusedInTime() {
        TestingPython.write(root, "python/endless.py", "while True: pass\n");
        var config = new PythonConfig(null, null, null, null, null, null, 1.0, null, null, null, null, null);
        try (var python = TestingPython.in(root, config)) {
            assertThatThrownBy(() -> python.function("python/code.py", "pid")).isInstanceOf(SourceException.class);
        }
    }

    @Test
    void aModuleThatEndsTheProcessIsToldWithWhatItPrinted() {
        TestingPython.write(
                root, "python/ends.py", "import os, sys\nprint('last words', file=sys.stderr)\nos._exit(7)\n");
        try (var python = TestingPython.in(root)) {
            assertThatThrownBy(() -> python.function("python/code.py", "pid"))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("exit code 7");
        }
    }

    @Test
    void callersAreNotToldWhyAWorkerCannotBeStartedAgain() throws Exception {
        TestingPython.write(root, "python/sometimes.py", """
                import os
                if os.path.exists("broken"):
                    raise RuntimeError("postgres://app:hunter2@db")

                def fine():
                    return "fine"
                """);
        try (var python = TestingPython.in(root)) {
            var fine = python.function("python/sometimes.py", "fine");
            var die = python.function("python/code.py", "die");
            TestingPython.write(root, "broken", "");
            assertThatThrownBy(() -> TestingPython.run(die, Map.of())).isInstanceOf(PlatformException.class);

            assertThatThrownBy(() -> TestingPython.run(fine, Map.of()))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("log")
                    .hasMessageNotContaining("hunter2");
        }
    }
}
