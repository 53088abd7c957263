package dev.mxcp.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProjectLoadBenchmarkTest {

    @Test
    void theGeneratedProjectIsSound() throws Exception {
        var benchmark = new ProjectLoadBenchmark();
        benchmark.endpoints = 10;
        benchmark.write();

        var project = benchmark.load();
        benchmark.delete();

        assertThat(project.problems()).isEmpty();
        assertThat(project.endpoints()).hasSize(10);
    }
}
