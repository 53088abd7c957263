package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonBenchmarkTest {

    @Test
    void whatIsMeasuredSucceeds() throws Exception {
        TestingPython.assumePython();
        var benchmark = new PythonBenchmark();
        benchmark.open();
        try {
            assertThat(benchmark.call())
                    .isEqualTo(Map.of(
                            "text",
                            "forty-two characters are enough for a text",
                            "count",
                            42L,
                            "tags",
                            List.of("a", "b")));
        } finally {
            benchmark.close();
        }
    }
}
