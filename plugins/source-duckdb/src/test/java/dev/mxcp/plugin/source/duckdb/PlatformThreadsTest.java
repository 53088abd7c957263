package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The places that enter the driver assert which thread they are on. */
@Timeout(20)
class PlatformThreadsTest {

    @Test
    void virtualThreadsOpenAddFunctionsAndClose(@TempDir Path directory) throws Exception {
        assertThat(Database.class.desiredAssertionStatus()).isTrue();

        var rows = onAVirtualThread(() -> {
            try (var plain = TestingDatabase.open(directory)) {
                return plain.with(TestingFunction.echo("same", "BIGINT")).run("SELECT same(7)");
            }
        });

        assertThat(rows).containsExactly(List.of(7L));
    }

    @Test
    void aPlatformThreadWorksItself() {
        assertThat(PlatformThreads.call("test", Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void aVirtualThreadLetsAPlatformThreadWork() throws Exception {
        Thread worker = onAVirtualThread(() -> PlatformThreads.call("test", Thread::currentThread));

        assertThat(worker.isVirtual()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(classes = {IOException.class, IllegalStateException.class, LinkageError.class})
    void whatIsThrownPassesThrough(Class<? extends Throwable> type) throws Exception {
        var thrown = type.getConstructor(String.class).newInstance("a test");

        assertThatThrownBy(() -> onAVirtualThread(() -> PlatformThreads.call("test", () -> fail(thrown))))
                .isInstanceOf(ExecutionException.class)
                .extracting(Throwable::getCause)
                .isSameAs(thrown);
    }

    private static boolean fail(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    @Test
    void anInterruptReachesTheWorkAndStaysWithTheCaller() throws Exception {
        var told = onAVirtualThread(() -> {
            Thread.currentThread().interrupt();
            var reached = PlatformThreads.call("test", PlatformThreadsTest::isInterrupted);
            return List.of(reached, Thread.currentThread().isInterrupted());
        });

        assertThat(told).containsExactly(true, true);
    }

    private static boolean isInterrupted() {
        try {
            new CountDownLatch(1).await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static <T> T onAVirtualThread(Callable<T> work) throws Exception {
        var task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task.get();
    }
}
