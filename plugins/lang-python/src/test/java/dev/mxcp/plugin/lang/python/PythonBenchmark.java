package dev.mxcp.plugin.lang.python;

import dev.mxcp.spi.EndpointLanguage.PreparedEndpoint;
import dev.mxcp.spi.SourceException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Calls at the plugin's interface, 16 at a time: what a worker does beside running the function. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Djdk.virtualThreadScheduler.parallelism=2")
@Threads(16)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 4)
public class PythonBenchmark {

    private static final String CODE = """
            def echo(text, count, tags):
                return {"text": text, "count": count, "tags": tags}

            async def echo_async(text, count, tags):
                return {"text": text, "count": count, "tags": tags}

            ROWS = [{"id": n, "name": f"customer {n}", "score": n * 1.1, "city": None} for n in range(1_000)]

            def rows(text, count, tags):
                return ROWS

            def cpu(text, count, tags):
                total = 0
                for i in range(20_000):
                    total += i * i % 7
                return total
            """;

    @Param({"echo", "echo_async", "rows", "cpu"})
    public String function = "echo";

    @Param({"1", "2"})
    public int workers = 1;

    @Param({"STANDARD", "ORJSON"})
    public JsonLibrary json = JsonLibrary.STANDARD;

    private @Nullable TestingPython python;
    private @Nullable PreparedEndpoint endpoint;

    @Setup
    public void open() throws IOException, SourceException {
        var root = Files.createTempDirectory("mxcp-benchmark");
        TestingPython.write(root, "python/code.py", CODE);
        python = json.in(root, workers);
        endpoint = python.function("python/code.py", function, "text", "count", "tags");
    }

    @Benchmark
    public @Nullable Object call() {
        return TestingPython.run(
                endpoint,
                Map.of("text", "forty-two characters are enough for a text", "count", 42L, "tags", List.of("a", "b")),
                TestingCallContext.anonymous());
    }

    @TearDown
    public void close() {
        python.close();
    }
}
