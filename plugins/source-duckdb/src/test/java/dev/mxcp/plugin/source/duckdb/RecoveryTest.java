package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No statement makes the engine fail on purpose, so the tests begin where a failure has been found. */
class RecoveryTest {

    private static final String REASON = "FATAL Error: a test";

    private Path file;
    private TestingDatabase plain;
    private TestingDatabase database;

    @BeforeEach
    void open(@TempDir Path directory) throws Exception {
        file = directory.resolve("test.duckdb");
        plain = TestingDatabase.open(TestingDatabase.config(file));
        database = plain.with(TestingFunction.of("one_more", "BIGINT", (row, call) -> 1L));
        database.run("CREATE TABLE t AS SELECT 7 AS i");
    }

    @AfterEach
    void close() {
        plain.close();
    }

    @Test
    void theFileIsOpenedAgainWithEverythingThatWasPrepared() throws Exception {
        var sql = database.source().prepare("SELECT i, one_more() FROM t");
        assertThat(database.run("SELECT i FROM t")).containsExactly(List.of(7L));

        plain.source().file().recovery().fail(REASON);

        assertThat(answersSoon()).isEqualTo(7L);
        try (var rows = sql.run(Map.of(), 1, TestingCallContext.anonymous())) {
            assertThat(rows.next()).isEqualTo(List.of(7L, 1L));
        }
        database.run("INSERT INTO t VALUES (8)");
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo(2L);
        assertThat(database.value("SELECT current_setting('lock_configuration')::VARCHAR"))
                .isEqualTo("true");
    }

    @Test
    void itWaitsForWhatRunsAndRefusesWhatComesMeanwhile() throws Exception {
        var call = TestingCallContext.anonymous();
        try (var transaction = plain.source().begin(10, call)) {
            plain.source().file().recovery().fail(REASON);

            assertThatThrownBy(() -> plain.run("SELECT 1"))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
                    .hasMessageContaining("opened again");
            transaction.commit();
        }

        assertThat(answersSoon()).isEqualTo(7L);
    }

    /** What is prepared belongs to a connection that is about to be closed. */
    @Test
    void whatWasPreparedBeforeIsNotUsedMeanwhile() throws Exception {
        var planning = plain.source().file().planning();
        planning.read(lane -> lane.prepared("key", () -> "SELECT 1"));
        try (var transaction = plain.source().begin(10, call())) {
            plain.source().file().recovery().fail(REASON);

            for (var i = 0; i < 8; i++) { // one of the lanes has it
                assertThatThrownBy(() -> planning.read(lane -> lane.prepared("key", () -> "SELECT 1")))
                        .isInstanceOfSatisfying(
                                PlatformException.class,
                                e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
            }
            transaction.commit();
        }
    }

    @Test
    void anOpenTransactionEndsWithoutItsLaneMeanwhile() throws Exception {
        var writer = plain.source().file().lanes().writer(0);
        Thread before = writer.read(lane -> Thread.currentThread());
        var open = plain.source().prepare("INSERT INTO t VALUES (8)").run(Map.of(), 1, call());
        plain.source().file().recovery().fail(REASON);

        open.close();

        assertThat(answersSoon()).isEqualTo(7L);
        Thread after = writer.read(lane -> Thread.currentThread());
        assertThat(after).as("the writer's thread").isSameAs(before);
        assertThat(plain.value("SELECT count(*) FROM t")).isEqualTo(1L);
    }

    @Test
    void whatCannotBeOpenedIsRefusedUntilItCan() throws Exception {
        plain.run("CHECKPOINT");
        var aside = file.resolveSibling("aside.duckdb");
        Files.move(file, aside);
        Files.createDirectory(file);

        plain.source().file().recovery().fail(REASON);
        assertThat(refusalAfterAnAttempt()).contains("is a folder");
        Files.delete(file);
        Files.move(aside, file);

        assertThat(answersSoon()).isEqualTo(7L);
    }

    @Test
    void whatAStatementOnlySaysIsNotBelieved() throws Exception {
        try (var open =
                plain.source().prepare("SELECT range FROM range(100000)").run(Map.of(), 100_000, call())) {
            open.next();
            assertThatThrownBy(() -> plain.run("SELECT error('FATAL Error: database has been invalidated')"))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED));

            assertThat(plain.value("SELECT i FROM t")).isEqualTo(7L);
        }
    }

    private static TestingCallContext call() {
        return TestingCallContext.anonymous();
    }

    /** What is said once opening the file again has failed. */
    private String refusalAfterAnAttempt() throws Exception {
        while (true) {
            try {
                plain.run("SELECT 1");
                throw new AssertionError("there is no database to answer");
            } catch (PlatformException e) {
                assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                if (!e.userMessage().contains(REASON)) {
                    return e.userMessage();
                }
            }
        }
    }

    /** The next statement that is not refused answers. */
    private Object answersSoon() throws Exception {
        while (true) {
            try {
                return Objects.requireNonNull(plain.value("SELECT i FROM t"));
            } catch (PlatformException e) {
                assertThat(e.code()).isEqualTo(Code.UNAVAILABLE);
                Thread.onSpinWait();
            }
        }
    }
}
