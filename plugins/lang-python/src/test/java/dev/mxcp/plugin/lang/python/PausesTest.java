package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PausesTest {

    @Test
    void aWorkerThatCannotBeStartedIsTriedLessAndLessOften() {
        assertThat(IntStream.range(0, 8).mapToObj(Pauses::afterFailedStart))
                .isEqualTo(LongStream.of(1, 2, 4, 8, 16, 30, 30, 30)
                        .mapToObj(Duration::ofSeconds)
                        .toList());
    }

    @Test
    void oneThatEndsSoonIsStartedAtOnceTheFirstTimeOnly() {
        assertThat(IntStream.range(0, 7).mapToObj(Pauses::afterSoonEnd))
                .isEqualTo(LongStream.of(0, 0, 1, 2, 4, 4, 4)
                        .mapToObj(Duration::ofSeconds)
                        .toList());
    }
}
