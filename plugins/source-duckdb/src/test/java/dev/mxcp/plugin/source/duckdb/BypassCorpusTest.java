package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.plugin.source.duckdb.Planner.Walls;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every attempt of the corpus, with both walls and with each wall that is said to hold alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BypassCorpusTest {

    private static final String CANARY = BypassFixture.CANARY;
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int MAX_ROWS = 100;

    private BypassFixture fixture;
    private Map<String, Integer> files;
    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        fixture = BypassFixture.in(folder);
        files = fixture.files();
        database = TestingDatabase.open(new DuckDbConfig(
                fixture.database().toString(),
                null,
                null,
                null,
                "256MB",
                2,
                "64MB",
                null,
                List.of(fixture.allowed().toString()),
                null,
                2));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void theCorpusIsLargeAndVaried() throws Exception {
        var attempts = BypassAttempt.corpus();

        assertThat(attempts).hasSizeGreaterThanOrEqualTo(150);
        assertThat(attempts.stream().map(BypassAttempt::kind).distinct()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(attempts)
                .allMatch(attempt -> !attempt.sql().isBlank()
                        && List.of("parse", "engine").containsAll(attempt.holds())
                        && attempt.why().isEmpty() == (attempt.holds().size() == 2));
    }

    @TestFactory
    Stream<DynamicTest> bothWallsStopEveryAttempt() throws Exception {
        return tests(attempt -> true, attempt -> {
            assertThatThrownBy(() -> run(attempt, Walls.BOTH))
                    .isInstanceOfAny(SqlException.class, PlatformException.class)
                    .message()
                    .isNotBlank()
                    .doesNotContain(CANARY);
            assertNothingHappened();
        });
    }

    @TestFactory
    Stream<DynamicTest> theParseWallHoldsAlone() throws Exception {
        return tests(attempt -> attempt.holds().contains("parse"), attempt -> {
            assertThatThrownBy(() -> prepare(attempt, Walls.PARSE_ONLY, TestingCallContext.anonymous()))
                    .isInstanceOf(SqlException.class);
            assertNothingHappened();
        });
    }

    @TestFactory
    Stream<DynamicTest> theEngineWallHoldsAlone() throws Exception {
        return tests(attempt -> attempt.holds().contains("engine"), attempt -> {
            try {
                assertThat(run(attempt, Walls.ENGINE_ONLY).toString()).doesNotContain(CANARY);
            } catch (SqlException | PlatformException e) {
                assertThat(e.getMessage()).doesNotContain(CANARY);
            }
            assertNothingHappened();
        });
    }

    /** Where a wall is not said to hold, it may let data be seen, but nothing may change and the lock must hold. */
    @TestFactory
    Stream<DynamicTest> noWallAloneLetsAnythingHappen() throws Exception {
        return Stream.concat(
                tests(attempt -> !attempt.holds().contains("parse"), attempt -> staysInside(attempt, Walls.PARSE_ONLY)),
                tests(
                        attempt -> !attempt.holds().contains("engine"),
                        attempt -> staysInside(attempt, Walls.ENGINE_ONLY)));
    }

    private void staysInside(BypassAttempt attempt, Walls walls) throws Exception {
        try {
            assertThat(run(attempt, walls).toString()).doesNotContain("CANARY-OUTSIDE");
        } catch (SqlException | PlatformException e) {
            assertThat(e.getMessage()).doesNotContain("CANARY-OUTSIDE");
        }
        assertNothingHappened();
    }

    private static Stream<DynamicTest> tests(Predicate<BypassAttempt> which, Trial trial) throws IOException {
        return BypassAttempt.corpus().stream()
                .filter(which)
                .map(attempt ->
                        DynamicTest.dynamicTest(attempt.kind() + ": " + attempt.sql(), () -> trial.of(attempt)));
    }

    @FunctionalInterface
    private interface Trial {
        void of(BypassAttempt attempt) throws Exception;
    }

    private DuckDbSql prepare(BypassAttempt attempt, Walls walls, CallContext call) throws SqlException {
        var sql = fixture.sql(attempt.sql());
        return database.source().planner().prepareUntrusted(sql, List.of("main"), call, walls);
    }

    private List<List<@Nullable Object>> run(BypassAttempt attempt, Walls walls) throws SqlException {
        var all = new ArrayList<List<@Nullable Object>>();
        var call = TestingCallContext.anonymous().within(SHORT);
        try (var rows = prepare(attempt, walls, call).run(Map.of(), MAX_ROWS, call)) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
            rows.commit();
        }
        return all;
    }

    private void assertNothingHappened() throws Exception {
        assertThat(database.run("SELECT id, note FROM orders ORDER BY id"))
                .extracting(List::toString)
                .containsExactly("[0, order 0]", "[1, order 1]", "[2, order 2]", "[3, order 3]", "[4, order 4]");
        assertThat(database.run("SELECT table_schema || '.' || table_name FROM information_schema.tables ORDER BY ALL"))
                .extracting(List::toString)
                .containsExactly(
                        "[hidden.salaries]",
                        "[main.orders]",
                        "[main.v_orders]",
                        "[main.v_outside]",
                        "[main.v_ticking]");
        assertThat(database.value("SELECT last_value FROM duckdb_sequences() WHERE sequence_name = 'ticket'"))
                .isNull();
        assertThat(database.value("SELECT current_setting('lock_configuration')::VARCHAR"))
                .isEqualTo("true");
        assertThat(database.value("SELECT current_schema()")).isEqualTo("main");
        assertThat(database.value("SELECT count(*) FROM duckdb_secrets()")).isEqualTo(0L);
        assertThat(fixture.files()).isEqualTo(files);
    }
}
