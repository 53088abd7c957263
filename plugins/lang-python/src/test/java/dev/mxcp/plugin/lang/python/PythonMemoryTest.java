package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The limit holds in every place of a worker, and what does not fit fails the calls that it was for. */
@ParameterizedClass
@EnumSource(JsonLibrary.class)
class PythonMemoryTest {

    private static final long LIMIT = 300L * 1024 * 1024;

    private static final String CODE = """
            import datetime, os, resource

            def limit():
                return resource.getrlimit(resource.RLIMIT_DATA)[0]

            def in_a_child():
                readable, writable = os.pipe()
                if os.fork() == 0:
                    os.write(writable, str(limit()).encode())
                    os._exit(0)
                os.wait()
                return int(os.read(readable, 100))

            class Model:
                model_fields = {}

                def model_dump(self):
                    return {"here": limit(), "child": in_a_child()}

            def model():
                return ["x" * 100_000, Model()]

            def pid():
                return os.getpid()

            def hog():
                blocks = []
                while True:
                    blocks.append(bytearray(1024 * 1024))

            def rows(count):
                return [{"id": number, "text": "x" * 200, "day": datetime.date.today()} for number in range(count)]

            taken = []

            def fill():
                for size in (1024 * 1024, 64 * 1024, 1024):
                    try:
                        while True:
                            taken.append(bytearray(size))
                    except MemoryError:
                        pass

            def release():
                taken.clear()

            def length(text):
                return len(text)

            async def length_async(text):
                return len(text)
            """;

    @Parameter
    private JsonLibrary json;

    @TempDir
    private Path root;

    @BeforeEach
    void project() {
        TestingPython.write(root, "python/code.py", CODE);
    }

    @Test
    void theProjectsCodeNeverRunsWithoutTheLimit() throws Exception {
        try (var python = json.in(root, 1, "300MB")) {
            assertThat(TestingPython.run(python.function("python/code.py", "model"), Map.of()))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .element(1)
                    .isEqualTo(Map.of("here", LIMIT, "child", LIMIT));
        }
    }

    @Test
    void whoeverTakesTooMuchBesideOthersFailsAlone() throws Exception {
        try (var python = json.in(root, 1, "300MB");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var pid = python.function("python/code.py", "pid");
            var rows = python.function("python/code.py", "rows", "count");
            var hog = python.function("python/code.py", "hog");
            var before = TestingPython.run(pid, Map.of());
            var others = IntStream.range(0, 40)
                    .<Future<?>>mapToObj(
                            _ -> threads.submit(() -> answersOrTellsOfMemory(rows, Map.of("count", 2_000))))
                    .toList();

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> TestingPython.run(hog, Map.of())).hasMessageContaining("memory");
            }

            for (var other : others) {
                other.get();
            }
            assertThat(TestingPython.run(pid, Map.of())).isEqualTo(before);
        }
    }

    @Test
    void whatThereIsNoMemoryForFailsTheCallThatItWasFor() throws Exception {
        try (var python = json.in(root, 1, "300MB")) {
            var pid = python.function("python/code.py", "pid");
            var before = TestingPython.run(pid, Map.of());
            answersOrTellsOfMemory(python.function("python/code.py", "fill"), Map.of());

            for (var name : List.of("length", "length_async")) {
                var length = python.function("python/code.py", name, "text");
                for (var size : List.of(100, 100_000, 10_000_000)) {
                    answersOrTellsOfMemory(length, Map.of("text", "x".repeat(size)));
                }
            }
            assertThatThrownBy(() -> TestingPython.run(
                            python.function("python/code.py", "length", "text"),
                            Map.of("text", "x".repeat(20_000_000))))
                    .hasMessageContaining("out of memory");

            TestingPython.run(python.function("python/code.py", "release"), Map.of());
            assertThat(TestingPython.run(
                            python.function("python/code.py", "length", "text"),
                            Map.of("text", "x".repeat(20_000_000))))
                    .isEqualTo(20_000_000L);
            assertThat(TestingPython.run(pid, Map.of())).isEqualTo(before);
        }
    }

    private static void answersOrTellsOfMemory(PreparedEndpoint endpoint, Map<String, Object> arguments) {
        try {
            TestingPython.run(endpoint, Map.copyOf(arguments));
        } catch (PlatformException e) {
            assertThat(e.code()).isEqualTo(Code.FAILED);
            assertThat(e.userMessage()).contains("memory");
        }
    }
}
