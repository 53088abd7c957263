package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of the project that run when workers start and end, and while the database is closed. */
class PythonHooksTest {

    private static final String CONNECTS = """
            import os, sys
            from mxcp.runtime import on_init
            connection = None

            @on_init
            def connect():
                global connection
                if os.path.exists("broken"):
                    %s
                connection = "open"

            def used():
                return connection

            def die():
                os._exit(9)
            """;

    @TempDir
    private Path root;

    @Test
    void hooksRunOnceBeforeTheFirstCallAndAtTheEnd() throws Exception {
        TestingPython.write(root, "python/hooks.py", """
                from mxcp.runtime import on_init, on_shutdown
                started = []

                @on_init
                async def begin():
                    started.append("async")

                @on_init
                def also():
                    started.append("sync")

                @on_shutdown
                def end():
                    open("ended", "w").close()

                def seen():
                    return started
                """);
        try (var python = TestingPython.in(root)) {
            var seen = python.function("python/hooks.py", "seen");
            TestingPython.run(seen, Map.of());

            assertThat(TestingPython.run(seen, Map.of())).isEqualTo(List.of("async", "sync"));
        }
        assertThat(root.resolve("ended")).exists();
    }

    @Test
    void atTheEndAllHooksOfEveryWorkerRunInOrderWithSecretsAndWhateverFails() throws Exception {
        TestingPython.write(root, "python/hooks.py", """
                import asyncio, os, sys
                from mxcp.runtime import config, on_shutdown

                def note(word):
                    with open(f"ended-{os.getpid()}", "a") as file:
                        file.write(word + " ")

                @on_shutdown
                async def first():
                    await asyncio.sleep(0)
                    note("async")

                @on_shutdown
                def second():
                    raise ValueError("does not matter")

                @on_shutdown
                async def leaves():
                    sys.exit("does not matter either")

                @on_shutdown
                def third():
                    note(config.get_secret("api")["key"])

                def seen():
                    return "here"
                """);
        var config = new PythonConfig(null, 2, null, null, null, null, null, null, null, null, null, null);
        try (var python = TestingPython.in(root, config)) {
            TestingPython.run(python.function("python/hooks.py", "seen"), Map.of());
        }
        try (var files = Files.list(root)) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("ended")))
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).hasContent("async sesame "));
        }
    }

    @Test
    void aHookThatDoesNotEndKeepsTheServerFromEndingForAWhileOnly() throws Exception {
        TestingPython.write(root, "python/hooks.py", """
                import os, time
                from mxcp.runtime import on_shutdown

                @on_shutdown
                def never():
                    time.sleep(600)

                def pid():
                    return os.getpid()
                """);
        long pid;
        try (var python = TestingPython.in(root)) {
            pid = (Long) TestingPython.run(python.function("python/hooks.py", "pid"), Map.of());
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    /** By the last of these the worker is gone; by the others it is there, without what its calls need. */
    @ParameterizedTest
    @ValueSource(strings = {"raise RuntimeError('postgres://app:hunter2@db')", "sys.exit('hunter2')", "os._exit(3)"})
    void aWorkerThatCannotBeginAgainIsTriedUntilItCan(String failure) throws Exception {
        TestingPython.write(root, "python/code.py", CONNECTS.formatted(failure));
        try (var python = TestingPython.in(root)) {
            var used = python.function("python/code.py", "used");
            var die = python.function("python/code.py", "die");
            assertThat(TestingPython.run(used, Map.of())).isEqualTo("open");
            TestingPython.write(root, "broken", "");
            assertThatThrownBy(() -> TestingPython.run(die, Map.of())).isInstanceOf(PlatformException.class);

            assertThatThrownBy(() -> TestingPython.run(used, Map.of()))
                    .isInstanceOfSatisfying(
                            PlatformException.class,
                            refused -> assertThat(refused.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessageContaining("Python cannot be started just now; the server's log tells why")
                    .hasMessageNotContaining("hunter2");

            Files.delete(root.resolve("broken"));
            assertThat(onceItAnswers(used)).isEqualTo("open");
        }
    }

    @Test
    void whatNeverWorkedKeepsNoWorkerFromBeginningAgain() throws Exception {
        TestingPython.write(root, "python/code.py", CONNECTS.formatted("raise RuntimeError"));
        TestingPython.write(root, "broken", "");
        try (var python = TestingPython.in(root)) {
            var used = python.function("python/code.py", "used");
            var die = python.function("python/code.py", "die");
            assertThat(TestingPython.run(used, Map.of())).isNull();
            assertThatThrownBy(() -> TestingPython.run(die, Map.of())).isInstanceOf(PlatformException.class);

            assertThat(TestingPython.run(used, Map.of())).isNull();
        }
    }

    @Test
    void aHookThatEndsTheProcessHasFailedAndTheOthersRun() throws Exception {
        TestingPython.write(root, "python/hooks.py", """
                import sys
                from mxcp.runtime import on_init
                begun = []

                @on_init
                def leaves():
                    sys.exit(3)

                @on_init
                async def interrupts():
                    raise KeyboardInterrupt

                @on_init
                def begins():
                    begun.append("after them")

                def seen():
                    return begun
                """);
        try (var python = TestingPython.in(root)) {
            assertThat(TestingPython.run(python.function("python/hooks.py", "seen"), Map.of()))
                    .isEqualTo(List.of("after them"));
        }
    }

    private static Object onceItAnswers(PreparedEndpoint endpoint) throws Exception {
        var answers = new ArrayList<Object>();
        Awaited.until(() -> {
            try {
                var answer = TestingPython.run(endpoint, Map.of());
                return answers.add(answer == null ? "nothing" : answer);
            } catch (PlatformException e) {
                assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                return false;
            }
        });
        return answers.getFirst();
    }

    @Test
    void aReloadRunsItsFunctionOnceInTheWorkerThatAskedForItWhateverFails() throws Exception {
        TestingPython.write(root, "python/loads.py", """
                import asyncio, os
                from mxcp.runtime import reload_duckdb

                def ask():
                    def rebuild():
                        with open("rebuilt", "a") as file:
                            file.write(f"{os.getpid()} ")
                    reload_duckdb(rebuild, description="nightly")
                    return os.getpid()

                def ask_async():
                    async def rebuild():
                        await asyncio.sleep(0)
                        with open("rebuilt", "a") as file:
                            file.write("async ")
                    reload_duckdb(rebuild)

                def ask_plain():
                    reload_duckdb()

                def ask_in_vain():
                    def rebuild():
                        raise ValueError("no rows today")
                    reload_duckdb(rebuild)
                """);
        try (var python = TestingPython.in(root)) {
            var pid = ask(python, "ask");
            ask(python, "ask_async");
            ask(python, "ask_plain");
            ask(python, "ask_in_vain");
            var reloads = python.project().reloads();
            assertThat(reloads).hasSize(4);
            assertThat(root.resolve("rebuilt")).doesNotExist();

            reloads.forEach(Runnable::run);
            reloads.getFirst().run();

            assertThat(root.resolve("rebuilt")).hasContent(pid + " async ");
        }
    }

    /** Two programs that write to one file break it. */
    @Test
    @Timeout(60)
    void aReloadWhoseFunctionDoesNotEndGoesOnOnceItsWorkerIsGone() throws Exception {
        TestingPython.write(root, "python/loads.py", """
                import os, time
                from mxcp.runtime import reload_duckdb

                def rebuild():
                    with open("begun", "w") as file:
                        file.write("begun")
                    while True:
                        try:
                            time.sleep(600)
                        except BaseException:
                            pass

                def ask():
                    reload_duckdb(rebuild)
                    return os.getpid()
                """);
        var config = new PythonConfig(null, null, null, null, null, null, null, 2.0, null, null, null, null);
        try (var python = TestingPython.in(root, config)) {
            var pid = (Long) ask(python, "ask");

            python.project().reloads().getFirst().run();

            assertThat(root.resolve("begun")).exists();
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(ask(python, "ask")).isNotEqualTo(pid);
        }
    }

    private static Object ask(TestingPython python, String function) throws SourceException {
        var answer = TestingPython.run(python.function("python/loads.py", function), Map.of());
        return answer == null ? "nothing" : answer;
    }
}
