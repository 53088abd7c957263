package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing interrupts a function of a plugin while it runs, but whoever waits for its statement does not wait for ever. */
@Timeout(60)
class DeadlinesTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final CountDownLatch end = new CountDownLatch(1);
    private TestingDatabase plain;
    private TestingDatabase database;

    @BeforeEach
    void open(@TempDir Path directory) {
        plain = TestingDatabase.open(directory);
        database = plain.with(TestingFunction.of("stuck", "BIGINT", (row, _) -> stuck(row.getFirst()), "BIGINT"));
    }

    @AfterEach
    void close() {
        end.countDown();
        plain.close();
    }

    private Object stuck(Object value) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return value;
    }

    @Test
    void aStatementThatDoesNotStopIsLeftAtItsDeadline() throws Exception {
        var call = TestingCallContext.anonymous().within(SHORT);

        assertThatThrownBy(() -> database.run("SELECT stuck(1)", Map.of(), call))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        assertThat(call.cancellation().registrations()).isZero();
        assertThat(database.run("SELECT 1")).containsExactly(List.of(1L));
    }

    @Test
    void aStepOfATransactionThatDoesNotStopIsLeftAtItsDeadline() throws Exception {
        var transaction =
                database.source().begin(10, TestingCallContext.anonymous().within(SHORT));

        assertThatThrownBy(() -> transaction.query("SELECT stuck(1)", Map.of()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        transaction.close();
        assertThat(database.run("SELECT 1")).containsExactly(List.of(1L));
    }

    @Test
    void aStatementThatWaitsForALaneIsLeftAtItsDeadline() {
        var transaction = database.source().begin(10, TestingCallContext.anonymous());

        assertThatThrownBy(() -> database.run(
                        "CREATE TABLE t (i INTEGER)",
                        Map.of(),
                        TestingCallContext.anonymous().within(SHORT)))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        transaction.close();
    }
}
