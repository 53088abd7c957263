package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of the project that the worker itself calls may raise whatever it likes. */
@ParameterizedClass
@EnumSource(JsonLibrary.class)
class PythonRaisingTest {

    private static final String CODE = """
            import collections.abc, logging, os, sys
            from mxcp.runtime import mcp

            def wrong():
                %s

            class Model:
                model_fields = {}
                def model_dump(self):
                    wrong()

            class Elements(collections.abc.Sequence):
                def __len__(self):
                    return 1
                def __getitem__(self, at):
                    wrong()

            class Message(Exception):
                def __str__(self):
                    wrong()

            class Handler(logging.Handler):
                def emit(self, record):
                    wrong()

            logger = logging.getLogger("raising")
            logger.addHandler(Handler())

            def a_model():
                return [Model()]

            async def a_model_async():
                return [Model()]

            def elements():
                return {"of": Elements()}

            async def elements_async():
                return {"of": Elements()}

            def a_message():
                raise Message()

            async def a_message_async():
                raise Message()

            def a_handler():
                logger.error("told")

            async def a_handler_async():
                logger.error("told")

            def a_notice():
                mcp.info("told", value=Model())

            async def a_notice_async():
                await mcp.info("told", value=Model())

            def pid():
                return os.getpid()

            async def pid_async():
                return os.getpid()
            """;

    @Parameter
    private JsonLibrary json;

    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise ValueError('wrong')",
                "sys.exit('wrong')",
                "raise KeyboardInterrupt",
                "raise BaseException"
            })
    void itFailsTheCallAndNothingElse(String raising) throws Exception {
        TestingPython.write(root, "python/code.py", CODE.formatted(raising));
        try (var python = json.in(root)) {
            var pid = python.function("python/code.py", "pid");
            var before = TestingPython.run(pid, Map.of());
            for (var place : new String[] {"a_model", "elements", "a_message", "a_handler", "a_notice"}) {
                for (var name : new String[] {place, place + "_async"}) {
                    var function = python.function("python/code.py", name);
                    assertThatThrownBy(() -> TestingPython.run(function, Map.of()))
                            .as(name)
                            .isInstanceOfSatisfying(
                                    PlatformException.class,
                                    failure -> assertThat(failure.code()).isEqualTo(Code.FAILED));
                }
            }

            assertThat(TestingPython.run(pid, Map.of())).isEqualTo(before);
            assertThat(TestingPython.run(python.function("python/code.py", "pid_async"), Map.of()))
                    .isEqualTo(before);
        }
    }
}
