package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NoticesTest {

    private final Notices notices = new Notices();
    private final CountDownLatch free = new CountDownLatch(1);
    private final List<Integer> passed = new CopyOnWriteArrayList<>();

    @Test
    void allArePassedOnInOrderAndWhatFollowsComesLast() {
        IntStream.range(0, Notices.MOST)
                .forEach(number -> assertThat(add(number, 1)).isTrue());
        notices.afterwards(() -> passed.add(-1));
        free.countDown();
        notices.await();

        assertThat(passed).hasSize(Notices.MOST + 1).startsWith(0, 1, 2).endsWith(Notices.MOST - 1, -1);
    }

    @Test
    void oneTooManyIsDropped() {
        IntStream.range(0, Notices.MOST).forEach(number -> add(number, 1));

        assertThat(add(-1, 1)).isFalse();

        free.countDown();
        notices.await();
        assertThat(add(-2, 1)).isTrue();
        notices.await();
        assertThat(passed).hasSize(Notices.MOST + 1).doesNotContain(-1);
    }

    @Test
    void largeOnesAreDroppedBeforeTheyTakeMuchMemory() {
        var large = 60 * 1024 * 1024;

        assertThat(add(0, large)).isTrue();
        assertThat(add(1, large)).isFalse();

        free.countDown();
    }

    private boolean add(int number, int size) {
        return notices.add(size, () -> {
            try {
                free.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            passed.add(number);
        });
    }
}
