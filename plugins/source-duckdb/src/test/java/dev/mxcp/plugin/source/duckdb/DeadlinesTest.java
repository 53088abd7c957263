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
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing interrupts a function of a plugin while it runs, but whoever waits for its statement does not wait for ever. */
@Timeout(20)
class DeadlinesTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    /** For what must be done before its deadline comes. */
    private static final Duration ENOUGH = Duration.ofSeconds(3);

    private static final int CONNECTIONS = 4;

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
        while (true) {
            try {
                end.await();
                return value;
            } catch (InterruptedException e) {
                // nothing gets it out of here
            }
        }
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
                database.source().begin(10, TestingCallContext.anonymous().within(ENOUGH));

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

    @Test
    void rowsThatNobodyReadInTimeAreOver() throws Exception {
        var rows = database.source()
                .prepare("SELECT range FROM range(5000)")
                .run(Map.of(), 5000, TestingCallContext.anonymous().within(ENOUGH));
        var read = new AtomicInteger();
        rows.next();
        awaitEveryReader();

        assertThatThrownBy(() -> {
                    while (rows.next() != null) {
                        read.incrementAndGet();
                    }
                })
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        assertThat(read).as("what was read ahead").hasValueBetween(1, 4998);
        rows.close();
    }

    @Test
    void whatIsCommittedAfterItsDeadlineIsRolledBack() throws Exception {
        var transaction =
                database.source().begin(10, TestingCallContext.anonymous().within(ENOUGH));
        transaction.query("CREATE TABLE late (i INTEGER)", Map.of());
        database.run("CREATE TABLE next_in_line (i INTEGER)");

        assertThatThrownBy(transaction::commit)
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        transaction.close();
        assertThat(database.run("SELECT table_name FROM duckdb_tables()")).containsExactly(List.of("next_in_line"));
    }

    @Test
    void rowsThatAreCommittedAfterTheirDeadlineAreRolledBack() throws Exception {
        var rows = database.source()
                .prepare("CREATE TABLE late (i INTEGER)")
                .run(Map.of(), 10, TestingCallContext.anonymous().within(ENOUGH));
        database.run("CREATE TABLE next_in_line (i INTEGER)");

        assertThatThrownBy(rows::commit)
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        rows.close();
        assertThat(database.run("SELECT table_name FROM duckdb_tables()")).containsExactly(List.of("next_in_line"));
    }

    /** The function is stuck until the test has ended, so that only closing without it ends the test. */
    @Test
    void closingDoesNotWaitForWhatDoesNotStop() {
        assertThatThrownBy(() -> database.run(
                        "SELECT stuck(1)",
                        Map.of(),
                        TestingCallContext.anonymous().within(SHORT)))
                .isInstanceOf(PlatformException.class);

        plain.close();

        assertThatThrownBy(() -> database.run("SELECT 1"))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                .hasMessageContaining("closed");
    }

    @Test
    void whoeverWaitsHearsOfALaneThatBreaksBeforeItBegins() {
        var call = TestingCallContext.anonymous();
        var file = plain.source().file();
        var first = new FutureTask<>(() -> true);
        var run = new LaneRun(call, file.interrupter(), first);

        file.submit(
                file.planning(),
                run,
                lane -> {
                    throw new LinkageError("a test");
                },
                call);

        assertThatThrownBy(() -> run.await(first))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED));
    }

    /** Returns when no lane for reading is taken any more. */
    private void awaitEveryReader() throws Exception {
        var readers = database.source().file().lanes().readers(0);
        var met = new CyclicBarrier(CONNECTIONS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var meeting = IntStream.range(0, CONNECTIONS)
                    .<Callable<Boolean>>mapToObj(i -> () -> readers.read(lane -> meet(met)))
                    .toList();
            for (var one : threads.invokeAll(meeting)) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private static boolean meet(CyclicBarrier others) {
        try {
            others.await();
            return true;
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
