package dev.mxcp.plugin.lang.python.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxProbeTest {

    @Test
    void aProbeThatHangsIsGivenUp() {
        var output = Sandbox.output(List.of("sleep", "600"), Duration.ofMillis(100));

        assertThat(output).isEqualTo(new Sandbox.Output(false, "it takes too long"));
    }

    @Test
    void whatAProbeSaysIsKept() {
        assertThat(Sandbox.output(List.of("echo", "said"), Duration.ofSeconds(30)))
                .isEqualTo(new Sandbox.Output(true, "said"));
    }
}
