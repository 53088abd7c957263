package dev.mxcp.core.mcp;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SpentCallsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final SpentCalls spent = new SpentCalls(Duration.ofMinutes(1), 4, now::get);

    @Test
    void oneCallerGetsHalfOfThePlacesUntilItsCallsAreForgotten() throws Exception {
        spent.spend("a", "me");
        spent.spend("b", "me");
        assertThatThrownBy(() -> spent.spend("c", "me")).hasMessageContaining("by this caller");
        spent.spend("d", "somebody else");

        spent.giveBack("a");
        spent.spend("c", "me");
        assertThatThrownBy(() -> spent.spend("e", "me")).isInstanceOf(ProtocolException.class);

        now.set(Instant.EPOCH.plus(Duration.ofMinutes(2)));
        assertThatNoException().isThrownBy(() -> spent.spend("e", "me"));
    }
}
