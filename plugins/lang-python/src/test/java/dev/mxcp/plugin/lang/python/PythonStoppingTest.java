package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a function does just then, its end costs no other call anything. */
class PythonStoppingTest {

    private static final String ENDLESS = """
            import asyncio, logging, os, sys
            from mxcp.runtime import mcp

            logger = logging.getLogger("endless")

            def pid():
                return os.getpid()

            async def turn():
                await asyncio.sleep(0)
                return os.getpid()

            async def spin():
                while True:
                    pass

            async def progress_async():
                while True:
                    await mcp.progress(1)

            async def progress_unawaited():
                while True:
                    mcp.progress(1)

            def progress():
                while True:
                    mcp.progress(1)

            async def log_async():
                while True:
                    logger.warning("again")

            def log():
                while True:
                    logger.warning("again")

            async def progress_in_a_thread():
                await asyncio.to_thread(progress)

            async def gathered():
                await asyncio.gather(spin(), asyncio.sleep(600))

            async def awaited():
                await asyncio.create_task(spin())

            async def exit_in_a_task():
                await asyncio.gather(leave(sys.exit), asyncio.sleep(600))

            async def interrupt_in_a_task():
                await asyncio.create_task(leave(interrupt))

            async def leave(how):
                await asyncio.sleep(0)
                how(3)

            def interrupt(code):
                raise KeyboardInterrupt

            async def considerate():
                for number in range(100):
                    await mcp.progress(number)
                return turns

            turns = 0

            async def count_turns():
                global turns
                while True:
                    turns += 1
                    await asyncio.sleep(0)
            """;

    @TempDir
    private Path root;

    @BeforeEach
    void project() {
        TestingPython.write(root, "python/endless.py", ENDLESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "progress_async",
                "progress_unawaited",
                "progress",
                "log_async",
                "log",
                "progress_in_a_thread",
                "gathered",
                "awaited"
            })
    void whatNeverEndsIsStoppedAndItsWorkerLives(String name) throws Exception {
        try (var python = TestingPython.in(root)) {
            var turn = python.function("python/endless.py", "turn");
            var endless = python.function("python/endless.py", name);
            var before = TestingPython.run(turn, Map.of());

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> TestingPython.run(
                                endless,
                                Map.of(),
                                TestingCallContext.anonymous().within(Duration.ofMillis(200))))
                        .isInstanceOfSatisfying(
                                PlatformException.class,
                                failure -> assertThat(failure.code()).isEqualTo(Code.LIMIT_EXCEEDED));
                assertThat(TestingPython.run(turn, Map.of())).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit_in_a_task", "interrupt_in_a_task"})
    void whatEndsAProcessElsewhereEndsOnlyItsCall(String name) throws Exception {
        try (var python = TestingPython.in(root)) {
            var turn = python.function("python/endless.py", "turn");
            var before = TestingPython.run(turn, Map.of());

            assertThatThrownBy(() -> TestingPython.run(python.function("python/endless.py", name), Map.of()))
                    .hasMessageContaining("the function ended with");

            assertThat(TestingPython.run(turn, Map.of())).isEqualTo(before);
        }
    }

    @Test
    void whoeverTellsProgressLetsOthersRunMeanwhile() throws Exception {
        try (var python = TestingPython.in(root)) {
            var considerate = python.inline("""
                    import asyncio
                    import endless
                    counting = asyncio.create_task(endless.count_turns())
                    try:
                        return await endless.considerate()
                    finally:
                        counting.cancel()
                    """);

            assertThat((Long) TestingPython.run(considerate, Map.of())).isGreaterThan(50);
        }
    }
}
