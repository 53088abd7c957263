package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.contract.TestingCallContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The looks at what is overdue go on whatever they meet. */
@Timeout(20)
class DeadlineLooksTest {

    /** In the order in which they were added. */
    private final Set<LaneRun> runs = new CopyOnWriteArraySet<>();

    private final Interrupter interrupter = new Interrupter();
    private final Deadlines deadlines = new Deadlines(runs);

    @AfterEach
    void close() {
        deadlines.close();
        interrupter.close();
    }

    @Test
    void aBrokenRunKeepsNoOtherFromItsDeadline() {
        var first = new FutureTask<>(() -> true);
        var later = new FutureTask<>(() -> true);

        runs.add(overdue(new Broken()));
        runs.add(overdue(first));
        deadlines.watch();
        assertThatThrownBy(first::get).isInstanceOf(CancellationException.class);

        runs.add(overdue(later));
        deadlines.watch();
        assertThatThrownBy(later::get).isInstanceOf(CancellationException.class);
    }

    private LaneRun overdue(FutureTask<Boolean> first) {
        return new LaneRun(TestingCallContext.anonymous().within(Duration.ZERO), interrupter, first);
    }

    private static final class Broken extends FutureTask<Boolean> {

        Broken() {
            super(() -> true);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            throw new LinkageError("a test");
        }
    }
}
