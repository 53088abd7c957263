package dev.mxcp.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientWaitsTest {

    @Test
    void aThreadThatEndedWithoutAWordIsForgotten() throws InterruptedException {
        var waits = new ClientWaits(Duration.ofDays(1));
        Thread.ofVirtual().start(waits::begin).join();
        assertThat(waits.waiting()).isEqualTo(1);

        waits.watch(System.nanoTime());

        assertThat(waits.waiting()).isZero();
    }

    @Test
    void aThreadThatStillWaitsIsNotForgotten() {
        var waits = new ClientWaits(Duration.ofDays(1));
        waits.begin();

        waits.watch(System.nanoTime());

        assertThat(waits.waiting()).isEqualTo(1);
    }
}
