package dev.mxcp.core.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.Outcome;
import org.junit.jupiter.api.Test;

class CallBenchmarkTest {

    @Test
    void whatIsMeasuredSucceeds() {
        assertThat(new CallBenchmark().call()).isInstanceOf(Outcome.Ok.class);
    }
}
