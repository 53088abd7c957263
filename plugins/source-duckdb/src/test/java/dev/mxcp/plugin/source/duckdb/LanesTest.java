package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanesTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private Path directory;
    private Database database;
    private Lanes lanes;

    @BeforeEach
    void open(@TempDir Path folder) {
        directory = folder;
        database = Database.open(TestingDatabase.config(folder.resolve("lanes.duckdb")));
        lanes = new Lanes("test", 1, database, new Recovery(database, () -> {}));
    }

    @AfterEach
    void close() {
        lanes.close();
        database.close();
    }

    @Test
    void workIsGivenUpAtTheDeadlineOfItsCall() throws Exception {
        var end = new CountDownLatch(1);
        var begunLate = new AtomicBoolean();

        assertThatThrownBy(() -> lanes.call(TestingCallContext.anonymous().within(SHORT), lane -> await(end)))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        assertThatThrownBy(() -> lanes.call(TestingCallContext.anonymous().within(SHORT), lane -> {
                    begunLate.set(true);
                    return true;
                }))
                .isInstanceOf(PlatformException.class);
        end.countDown();

        String answer = lanes.call(lane -> "free again");
        assertThat(answer).isEqualTo("free again");
        assertThat(begunLate).as("work that nobody waits for any more").isFalse();
    }

    @Test
    void workIsGivenUpWhenItsCallIsCancelled() {
        var end = new CountDownLatch(1);
        var call = TestingCallContext.anonymous();

        assertThatThrownBy(() -> lanes.call(call, lane -> {
                    call.cancellation().cancel();
                    return await(end);
                }))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        assertThat(call.cancellation().registrations()).isZero();
        end.countDown();
    }

    @Test
    void anErrorReachesWhoeverWaitsForTheWork() throws Exception {
        var error = new LinkageError("a test");

        assertThatThrownBy(() -> lanes.call(lane -> {
                    throw error;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCause(error);
        String answer = lanes.call(lane -> "alive");
        assertThat(answer).isEqualTo("alive");
    }

    @Test
    void anErrorInARunLeavesItsLaneFree() throws Exception {
        var config = new DuckDbConfig(
                directory.resolve("runs.duckdb").toString(), null, null, null, null, 1, null, null, null, null, 1);
        var broken = new AbstractList<Object>() {
            @Override
            public Object get(int index) {
                throw new LinkageError("a test");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        try (var runs = TestingDatabase.open(config)) {
            assertThatThrownBy(() -> runs.run("SELECT len($list::INTEGER[])", Map.of("list", broken)))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED));

            assertThat(runs.run(
                            "SELECT 1", Map.of(), TestingCallContext.anonymous().within(LONG)))
                    .containsExactly(List.of(1L));
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
