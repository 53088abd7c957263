package dev.mxcp.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.call.Client;
import dev.mxcp.core.project.TaskLimits;
import dev.mxcp.core.task.TaskState.Completed;
import dev.mxcp.core.task.TaskWork.End;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** Tasks that come while the server stops: each runs or is refused, and none is a defect. */
@Timeout(60)
class TasksClosingTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final TaskTerms AT_ONCE = new TaskTerms(Duration.ZERO, HOUR, HOUR, Duration.ofSeconds(1));

    @RepeatedTest(200)
    void whoComesTooLateIsRefused() throws Exception {
        var tasks = new Tasks(new TaskLimits(4, 4, 10_000, 10_000, 1000, HOUR, HOUR, HOUR), Instant::now);
        var starting = new FutureTask<>(() -> {
            try {
                while (true) {
                    tasks.start(Identity.anonymous(), null, "x", AT_ONCE, 0, Client.SILENT, (_, _, _) -> done());
                }
            } catch (PlatformException refused) {
                return refused.code();
            }
        });
        Thread.ofVirtual().start(starting);

        tasks.close(Duration.ZERO);

        assertThat(starting.get()).isIn(Code.UNAVAILABLE, Code.LIMIT_EXCEEDED);
    }

    private static End done() {
        return new End.Done(new Completed(""));
    }
}
