package dev.mxcp.core.benchmark;

import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.ProjectException;
import dev.mxcp.core.project.ProjectLoader;
import dev.mxcp.core.project.ProjectOptions;
import dev.mxcp.core.project.SecretResolvers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** Reading and checking a project must cost the same per endpoint whatever its size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ProjectLoadBenchmark {

    @Param({"10", "1000", "10000"})
    public int endpoints;

    private Path root;

    @Setup
    public void write() throws IOException {
        root = Files.createTempDirectory("mxcp-benchmark");
        GeneratedProject.write(root, endpoints);
    }

    @Benchmark
    public Project load() throws ProjectException {
        return ProjectLoader.load(
                ProjectOptions.of(root).withEnvironment(Map.of()).withHome(root), SecretResolvers.none());
    }

    @TearDown
    public void delete() throws IOException {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
