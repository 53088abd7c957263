package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.plugin.source.duckdb.Planner.Walls;
import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
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

    private static final String CANARY = "CANARY";
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int MAX_ROWS = 100;

    /** They take for ever, or leave the machine. */
    private static final Set<String> NOT_FOR_THE_CONTROL = Set.of("resources", "network", "extensions");

    private Path directory;
    private Path allowed;
    private Path outside;
    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        // the engine compares canonical paths
        directory = folder.toRealPath();
        allowed = Files.createDirectory(directory.resolve("allowed"));
        outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(allowed.resolve("canary.csv"), "a,b\n" + CANARY + "-ALLOWED,1\n");
        Files.writeString(outside.resolve("canary.txt"), "a,b\n" + CANARY + "-OUTSIDE,1\n");
        var file = directory.resolve("test.duckdb");
        create(file, outside);
        database = TestingDatabase.open(new DuckDbConfig(
                file.toString(), null, null, null, "256MB", 2, "64MB", null, List.of(allowed.toString()), null, 2));
    }

    /** What only an unlocked engine can make. */
    private static void create(Path file, Path outside) throws SQLException {
        try (var connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
                var statement = connection.createStatement()) {
            for (var sql : List.of(
                    "CREATE TABLE orders AS SELECT range AS id, 'order ' || range AS note FROM range(5)",
                    "CREATE VIEW v_orders AS SELECT * FROM orders",
                    "CREATE SCHEMA hidden",
                    "CREATE TABLE hidden.salaries AS SELECT 1 AS id, 'CANARY-ROW' AS note",
                    "CREATE MACRO hidden.m_hidden() AS (SELECT max(note) FROM hidden.salaries)",
                    "CREATE SEQUENCE ticket",
                    "CREATE VIEW v_ticking AS SELECT nextval('ticket')",
                    "CREATE VIEW v_outside AS SELECT * FROM read_text('" + outside.resolve("canary.txt") + "')",
                    "CREATE MACRO m_file(f) AS TABLE SELECT * FROM read_text(f)",
                    "CREATE MACRO m_query(q) AS TABLE SELECT * FROM query(q)",
                    "CREATE MACRO m_next() AS nextval('ticket')",
                    "CREATE MACRO m_next_again() AS m_next() + 1",
                    "CREATE MACRO m_setting(s) AS current_setting(s)")) {
                statement.execute(sql);
            }
        }
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
                        && List.of("parse", "engine", "inert").containsAll(attempt.holds()));
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
                tests(
                        attempt -> !attempt.holds().contains("parse") && !escapesTheParseWall(attempt),
                        attempt -> staysInside(attempt, Walls.PARSE_ONLY)),
                tests(
                        attempt -> !attempt.holds().contains("engine") && !escapesTheEngineWall(attempt),
                        attempt -> staysInside(attempt, Walls.ENGINE_ONLY)));
    }

    /** What a view of the project does when it is read is its author's doing; only the engine knows of it. */
    private static boolean escapesTheParseWall(BypassAttempt attempt) {
        return attempt.kind().equals("views and macros");
    }

    /** It takes several statements, of which the parse wall and the tokens before it never let any pass. */
    private static boolean escapesTheEngineWall(BypassAttempt attempt) {
        return attempt.kind().equals("stacked statements");
    }

    private void staysInside(BypassAttempt attempt, Walls walls) throws Exception {
        try {
            assertThat(run(attempt, walls).toString()).doesNotContain("CANARY-OUTSIDE");
        } catch (SqlException | PlatformException e) {
            assertThat(e.getMessage()).doesNotContain("CANARY-OUTSIDE");
        }
        assertNothingHappened();
    }

    /** An attempt that never worked proves nothing when it is stopped. */
    @TestFactory
    Stream<DynamicTest> withoutWallsTheAttemptsSucceed() throws Exception {
        return tests(
                attempt -> !attempt.holds().contains("inert") && !NOT_FOR_THE_CONTROL.contains(attempt.kind()),
                attempt -> assertThatCode(() -> runUnlocked(attempt)).doesNotThrowAnyException());
    }

    private static void runUnlocked(BypassAttempt attempt) throws Exception {
        var folder = Files.createTempDirectory("unlocked").toRealPath();
        try {
            var inside = Files.createDirectory(folder.resolve("allowed"));
            var beside = Files.createDirectory(folder.resolve("outside"));
            Files.writeString(inside.resolve("canary.csv"), "a,b\nCANARY-ALLOWED,1\n");
            Files.writeString(beside.resolve("canary.txt"), "a,b\nCANARY-OUTSIDE,1\n");
            var file = folder.resolve("test.duckdb");
            create(file, beside);
            try (var connection = new DuckDBDriver().connect("jdbc:duckdb:" + file, new Properties());
                    var statement = connection.createStatement()) {
                statement.execute(attempt.sql(inside.toString(), beside.toString()));
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
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
        var sql = attempt.sql(allowed.toString(), outside.toString());
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
        assertThat(files())
                .isEqualTo(Map.of(
                        "allowed/canary.csv", "a,b\nCANARY-ALLOWED,1\n",
                        "outside/canary.txt", "a,b\nCANARY-OUTSIDE,1\n"));
    }

    private Map<String, String> files() throws IOException {
        var result = new TreeMap<String, String>();
        try (var paths = Files.walk(directory)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var name = directory.relativize(path).toString().replace('\\', '/');
                if (!name.startsWith("test.duckdb")) {
                    result.put(name, Files.readString(path));
                }
            }
        }
        return result;
    }
}
