package dev.mxcp.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.DataSource.Parameter;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.PreparedSql.Kind;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.SqlTransaction;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every data source does. The tests write portable SQL; a subclass opens an empty database that can be written to,
 * and gives the one statement that no standard has: one that runs for a very long time.
 */
public abstract class DataSourceContract {

    private static final int MAX_ROWS = 1000;
    private static final Duration SHORT = Duration.ofMillis(300);

    /** An empty folder for each test. */
    @TempDir
    protected Path directory;

    private DataSource source;

    /** Opens an empty database that can be written to. Called once per test. */
    protected abstract DataSource open() throws Exception;

    /** A SELECT of one number that takes minutes, reads no table, and can be interrupted. */
    protected abstract String endlessQuery();

    @BeforeEach
    final void openSource() throws Exception {
        source = open();
        run("CREATE TABLE items (id INTEGER PRIMARY KEY, name VARCHAR(100), price DECIMAL(10, 2), added DATE)");
        run("INSERT INTO items VALUES (1, 'one', 1.50, DATE '2024-01-01'), (2, 'two', 2.50, DATE '2024-01-02'), "
                + "(3, NULL, NULL, NULL)");
        run("CREATE VIEW cheap AS SELECT id, name FROM items WHERE price < 2");
    }

    @AfterEach
    final void closeSource() {
        source.close();
    }

    @Test
    final void itSaysWhichEngineItIs() {
        assertThat(source.engine()).matches("\\S+.* \\d+.*");
        assertThat(source.isReadOnly()).isFalse();
    }

    // --- prepare ---

    @Test
    final void parametersAreNamedInOrderOfFirstUse() throws Exception {
        var sql = source.prepare("SELECT name FROM items WHERE price > $least AND id <> $id AND price <> $least");

        assertThat(sql.parameters()).extracting(Parameter::name).containsExactly("least", "id");
    }

    @Test
    final void positionalParametersAreNamedByTheirNumber() throws Exception {
        var counted = source.prepare("SELECT id FROM items WHERE name = ? AND price < ?");
        assertThat(counted.parameters()).extracting(Parameter::name).containsExactly("1", "2");
        assertThat(all(counted, Map.of("1", "two", "2", 5))).containsExactly(List.of(2L));

        var numbered = source.prepare("SELECT id FROM items WHERE name = $2 AND price < $1 AND name = $2");
        assertThat(numbered.parameters()).extracting(Parameter::name).containsExactlyInAnyOrder("1", "2");
        assertThat(all(numbered, Map.of("2", "two", "1", 5))).containsExactly(List.of(2L));
    }

    @Test
    final void waysToWriteParametersAreNotMixed() {
        for (var sql : List.of("SELECT $name, ?", "SELECT ?, $name", "SELECT $1, ?", "SELECT $name, $1")) {
            assertThatThrownBy(() -> source.prepare(sql))
                    .as(sql)
                    .isInstanceOf(SqlException.class)
                    .hasMessageContaining("cannot stand beside");
        }
    }

    @Test
    final void columnsAreKnownBeforeTheStatementRuns() throws Exception {
        var sql = source.prepare("SELECT id, name AS title, price FROM items");

        assertThat(sql.columns()).extracting(DataSource.Column::name).containsExactly("id", "title", "price");
        assertThat(sql.columns()).allMatch(column -> !column.type().isEmpty());
    }

    @Test
    final void statementsAreClassified() throws Exception {
        assertThat(source.prepare("SELECT * FROM items").kind()).isEqualTo(Kind.READ);
        assertThat(source.prepare("WITH x AS (SELECT 1 AS a) SELECT a FROM x").kind())
                .isEqualTo(Kind.READ);
        assertThat(source.prepare("INSERT INTO items (id) VALUES (9)").kind()).isEqualTo(Kind.WRITE);
        assertThat(source.prepare("UPDATE items SET name = 'x'").kind()).isEqualTo(Kind.WRITE);
        assertThat(source.prepare("DELETE FROM items WHERE id = $id RETURNING id")
                        .kind())
                .isEqualTo(Kind.WRITE);
        assertThat(source.prepare("CREATE TABLE other (id INTEGER)").kind()).isEqualTo(Kind.COMMAND);
        assertThat(source.prepare("DROP TABLE items").kind()).isEqualTo(Kind.COMMAND);
    }

    @Test
    final void preparingRunsNothing() throws Exception {
        source.prepare("DELETE FROM items");
        source.prepare("DELETE FROM items RETURNING id");
        source.prepare("DROP VIEW cheap");

        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
        assertThat(all("SELECT id FROM cheap")).containsExactly(List.of(1L));
    }

    @Test
    final void relationsAreNamedWithTheirSchema() throws Exception {
        var sql =
                source.prepare("WITH own AS (SELECT id FROM cheap) SELECT * FROM own JOIN items ON own.id = items.id");

        assertThat(sql.relations()).hasSize(2);
        assertThat(sql.relations().first()).endsWith(".cheap");
        assertThat(sql.relations().last()).endsWith(".items");
    }

    @Test
    final void theDigestIsThatOfTheText() throws Exception {
        assertThat(source.prepare("SELECT 1").digest())
                .isEqualTo("e004ebd5b5532a4b85984a62f8ad48a81aa3460c1ca07701f386135d72cdecf5");
    }

    @Test
    final void exactlyOneStatementIsPrepared() throws Exception {
        assertThatThrownBy(() -> source.prepare("DELETE FROM items; SELECT 1")).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> source.prepare("SELECT 1; DELETE FROM items")).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> source.prepare("")).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> source.prepare("-- nothing\n;")).isInstanceOf(SqlException.class);
        assertThat(all("SELECT count(*) FROM items; -- the end")).containsExactly(List.of(3L));
    }

    @Test
    final void aMistakeIsToldInTheDatabasesOwnWords() {
        assertThatThrownBy(() -> source.prepare("SELECT no_such_column FROM items"))
                .isInstanceOf(SqlException.class)
                .message()
                .contains("no_such_column")
                .doesNotContain("Exception", "java.", "\tat ");
        assertThatThrownBy(() -> source.prepare("SELEC 1")).isInstanceOf(SqlException.class);
        assertThatThrownBy(() -> source.prepare("SELECT * FROM no_such_table")).isInstanceOf(SqlException.class);
    }

    // --- run ---

    @Test
    final void valuesArePlainJava() throws Exception {
        assertThat(all("SELECT id, name, price, added FROM items ORDER BY id"))
                .containsExactly(
                        List.of(1L, "one", new BigDecimal("1.50"), LocalDate.of(2024, 1, 1)),
                        List.of(2L, "two", new BigDecimal("2.50"), LocalDate.of(2024, 1, 2)),
                        Arrays.asList(3L, null, null, null));
    }

    @Test
    final void argumentsAreBoundByName() throws Exception {
        var sql = source.prepare("SELECT id FROM items WHERE name = $name AND price < $most AND added >= $day");

        assertThat(all(sql, Map.of("most", 5, "name", "two", "day", LocalDate.of(2024, 1, 2))))
                .containsExactly(List.of(2L));
        assertThat(all(sql, Map.of("most", 1, "name", "two", "day", LocalDate.of(2024, 1, 2))))
                .isEmpty();
        assertThat(all(sql, Map.of("most", 5, "name", "'; DROP TABLE items; --", "day", LocalDate.of(2024, 1, 2))))
                .isEmpty();
    }

    @Test
    final void anArgumentMayBeNull() throws Exception {
        var sql = source.prepare("SELECT id FROM items WHERE name = $name");

        assertThat(all(sql, Collections.singletonMap("name", null))).isEmpty();
    }

    @Test
    final void aMissingArgumentIsToldByName() throws Exception {
        var sql = source.prepare("SELECT id FROM items WHERE name = $name");

        assertThatThrownBy(() -> all(sql, Map.of()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_INPUT))
                .hasMessageContaining("name");
    }

    @Test
    final void aFailureIsToldInTheDatabasesOwnWords() throws Exception {
        var sql = source.prepare("SELECT CAST(name AS INTEGER) FROM items");

        assertThatThrownBy(() -> all(sql, Map.of()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED))
                .message()
                .containsIgnoringCase("one")
                .doesNotContain("Exception", "java.", "\tat ");
        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
    }

    @Test
    final void rowsAreCutAtTheLimit() throws Exception {
        var sql = source.prepare("SELECT id FROM items ORDER BY id");

        try (var rows = sql.run(Map.of(), 2, call())) {
            assertThat(rows.next()).isEqualTo(List.of(1L));
            assertThat(rows.isTruncated()).isFalse();
            assertThat(rows.next()).isEqualTo(List.of(2L));
            assertThat(rows.next()).isNull();
            assertThat(rows.isTruncated()).isTrue();
        }
        try (var rows = sql.run(Map.of(), 3, call())) {
            assertThat(read(rows)).hasSize(3);
            assertThat(rows.isTruncated()).isFalse();
        }
    }

    @Test
    final void aPreparedStatementRunsOnManyThreads() throws Exception {
        var sql = source.prepare("SELECT id, name FROM items WHERE id = $id");
        List<Callable<Boolean>> calls = IntStream.range(0, 500)
                .<Callable<Boolean>>mapToObj(i -> () -> all(sql, Map.of("id", 1 + i % 2))
                        .equals(List.of(List.of(1L + i % 2, i % 2 == 0 ? "one" : "two"))))
                .toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var right : threads.invokeAll(calls)) {
                assertThat(right.get()).isTrue();
            }
        }
    }

    // --- transactions ---

    @Test
    final void aCommittedChangeLasts() throws Exception {
        run("INSERT INTO items (id, name) VALUES (4, 'four')");

        assertThat(all("SELECT name FROM items WHERE id = 4")).containsExactly(List.of("four"));
    }

    @Test
    final void closingWithoutACommitRollsBack() throws Exception {
        try (var rows = source.prepare("DELETE FROM items").run(Map.of(), MAX_ROWS, call())) {
            read(rows);
        }
        try (var rows = source.prepare("DROP VIEW cheap").run(Map.of(), MAX_ROWS, call())) {
            read(rows);
        }

        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
        assertThat(all("SELECT id FROM cheap")).containsExactly(List.of(1L));
    }

    @Test
    final void aChangeCanReturnRows() throws Exception {
        try (var rows = source.prepare("UPDATE items SET name = $name WHERE id = 1 RETURNING id, name")
                .run(Map.of("name", "uno"), MAX_ROWS, call())) {
            assertThat(read(rows)).containsExactly(List.of(1L, "uno"));
            rows.commit();
        }

        assertThat(all("SELECT name FROM items WHERE id = 1")).containsExactly(List.of("uno"));
    }

    @Test
    final void readersDoNotSeeWhatIsNotCommitted() throws Exception {
        try (var rows = source.prepare("DELETE FROM items").run(Map.of(), MAX_ROWS, call())) {
            read(rows);
            assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
            rows.commit();
        }

        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(0L));
    }

    @Test
    final void aFailedChangeLeavesNothingAndHoldsNothing() throws Exception {
        assertThatThrownBy(() -> run("INSERT INTO items (id) VALUES (8), (1)")).isInstanceOf(PlatformException.class);

        run("INSERT INTO items (id) VALUES (9)");
        assertThat(all("SELECT id FROM items WHERE id > 3")).containsExactly(List.of(9L));
    }

    @Test
    final void committingAReadIsHarmless() throws Exception {
        try (var rows = source.prepare("SELECT id FROM items WHERE id = 1").run(Map.of(), MAX_ROWS, call())) {
            rows.commit();
            assertThat(read(rows)).containsExactly(List.of(1L));
        }
    }

    // --- several statements in one transaction ---

    @Test
    final void statementsOfATransactionLastTogether() throws Exception {
        try (var transaction = source.begin(MAX_ROWS, call())) {
            run(transaction, "INSERT INTO items (id, name) VALUES (?, ?)", Map.of("1", 4, "2", "four"));
            assertThat(run(transaction, "SELECT name FROM items WHERE id = $id", Map.of("id", 4)))
                    .containsExactly(List.of("four"));
            run(transaction, "CREATE TABLE extra (id INTEGER)", Map.of());
            run(transaction, "INSERT INTO extra VALUES (1)", Map.of());
            assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
            transaction.commit();
        }

        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(4L));
        assertThat(all("SELECT id FROM extra")).containsExactly(List.of(1L));
    }

    @Test
    final void aTransactionThatIsNotCommittedLeavesNothing() throws Exception {
        try (var transaction = source.begin(MAX_ROWS, call())) {
            run(transaction, "DELETE FROM items WHERE id = 1", Map.of());
            run(transaction, "DROP VIEW cheap", Map.of());
        }

        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
        assertThat(all("SELECT id FROM cheap")).containsExactly(List.of(1L));
    }

    @Test
    final void aMistakeInATransactionIsToldAndNothingLasts() throws Exception {
        try (var transaction = source.begin(MAX_ROWS, call())) {
            run(transaction, "INSERT INTO items (id) VALUES (9)", Map.of());
            assertThatThrownBy(() -> run(transaction, "SELECT no_such_column FROM items", Map.of()))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_INPUT))
                    .hasMessageContaining("no_such_column");
            assertThatThrownBy(() -> run(transaction, "COMMIT", Map.of())).isInstanceOf(PlatformException.class);
        }
        try (var transaction = source.begin(MAX_ROWS, call())) {
            run(transaction, "INSERT INTO items (id) VALUES (9)", Map.of());
            assertThatThrownBy(() -> run(transaction, "INSERT INTO items (id) VALUES (1)", Map.of()))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED));
        }

        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
    }

    @Test
    final void aTransactionEndsWithItsCall() throws Exception {
        var late = source.begin(MAX_ROWS, call().within(SHORT));
        run(late, "DELETE FROM items", Map.of());
        var cancelled = call();

        // waits until the deadline of the one before
        try (var transaction = source.begin(MAX_ROWS, cancelled)) {
            run(transaction, "DELETE FROM items", Map.of());
            cancelled.cancellation().cancel();
            assertThatThrownBy(transaction::commit)
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        }

        assertThatThrownBy(late::commit)
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        late.close();
        late.close();
        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
        assertThat(cancelled.cancellation().registrations()).isZero();
    }

    @Test
    final void answersOfATransactionAreCutAtTheLimit() throws Exception {
        try (var transaction = source.begin(2, call());
                var rows = transaction.query("SELECT id FROM items ORDER BY id", Map.of())) {
            assertThat(read(rows)).containsExactly(List.of(1L), List.of(2L));
            assertThat(rows.isTruncated()).isTrue();
        }
    }

    @Test
    final void aCallThatHoldsATransactionCanStillQueryAndWriteBesideIt() throws Exception {
        var call = call();
        try (var transaction = source.begin(MAX_ROWS, call)) {
            run(transaction, "UPDATE items SET name = 'uno' WHERE id = 1", Map.of());
            try (var rows = source.prepare("INSERT INTO items (id) VALUES (5)").run(Map.of(), MAX_ROWS, call)) {
                read(rows);
                rows.commit();
            }
            transaction.commit();
        }

        assertThat(all("SELECT id, name FROM items WHERE id IN (1, 5) ORDER BY id"))
                .containsExactly(List.of(1L, "uno"), Arrays.asList(5L, null));
    }

    private static List<List<@Nullable Object>> run(
            SqlTransaction transaction, String sql, Map<String, ? extends @Nullable Object> arguments) {
        try (var rows = transaction.query(sql, arguments)) {
            return read(rows);
        }
    }

    // --- limits ---

    @Test
    final void aStatementEndsAtTheDeadline() throws Exception {
        var sql = source.prepare(endlessQuery());

        assertThatThrownBy(() -> read(sql.run(Map.of(), 1, call().within(SHORT))))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
    }

    @Test
    final void aCancelledCallEndsItsStatement() throws Exception {
        var sql = source.prepare(endlessQuery());
        var call = call();
        var running = CompletableFuture.runAsync(() -> read(sql.run(Map.of(), 1, call)));
        awaitStart(call, running);

        call.cancellation().cancel();

        assertThatThrownBy(running::join)
                .hasCauseInstanceOf(PlatformException.class)
                .satisfies(e ->
                        assertThat(((PlatformException) e.getCause()).code()).isEqualTo(Code.CANCELLED));
        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
    }

    @Test
    final void aCallThatIsCancelledAlreadyRunsNothing() throws Exception {
        var call = call();
        call.cancellation().cancel();
        var sql = source.prepare("DELETE FROM items");

        assertThatThrownBy(() -> sql.run(Map.of(), 1, call).commit())
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.CANCELLED));
        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
    }

    @Test
    final void anAbandonedChangeIsRolledBackAtTheDeadline() throws Exception {
        var abandoned = source.prepare("DELETE FROM items").run(Map.of(), 1, call().within(SHORT));

        run("INSERT INTO items (id) VALUES (7)");

        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(4L));
        assertThatThrownBy(abandoned::commit).isInstanceOf(PlatformException.class);
        abandoned.close();
    }

    @Test
    final void aChangeThatWaitsTooLongForTheOneBeforeGivesUp() throws Exception {
        try (var first = source.prepare("DELETE FROM items WHERE id = 1").run(Map.of(), 1, call())) {
            var second = source.prepare("DELETE FROM items WHERE id = 1");
            assertThatThrownBy(
                            () -> second.run(Map.of(), 1, call().within(SHORT)).commit())
                    .isInstanceOf(PlatformException.class);
            first.commit();
        }
        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(2L));
    }

    @Test
    final void nothingIsLeftRegisteredWithTheCall() throws Exception {
        var call = call();
        try (var rows = source.prepare("SELECT id FROM items").run(Map.of(), 1, call)) {
            read(rows);
        }
        assertThatThrownBy(() -> source.prepare("SELECT CAST(name AS INTEGER) FROM items")
                        .run(Map.of(), 1, call))
                .isInstanceOf(PlatformException.class);

        assertThat(call.cancellation().registrations()).isZero();
    }

    // --- untrusted ---

    @Test
    final void statementsOfOthersMayOnlyRead() throws Exception {
        var schema = source.prepare("SELECT * FROM items").relations().first().split("\\.")[0];

        assertThat(all(
                        source.prepareUntrusted(
                                "SELECT id FROM cheap", List.of(schema), TestingCallContext.anonymous()),
                        Map.of()))
                .containsExactly(List.of(1L));
        for (var sql : List.of(
                "DELETE FROM items",
                "DROP TABLE items",
                "SELECT 1; DELETE FROM items",
                "WITH x AS (SELECT 1) DELETE FROM items",
                "CREATE TABLE stolen AS SELECT * FROM items",
                "COMMIT")) {
            assertThatThrownBy(() -> source.prepareUntrusted(sql, List.of(), TestingCallContext.anonymous()))
                    .as(sql)
                    .isInstanceOf(SqlException.class);
        }
        assertThatThrownBy(() -> source.prepareUntrusted(
                        "SELECT id FROM items", List.of("no_such_schema"), TestingCallContext.anonymous()))
                .isInstanceOf(SqlException.class);
        assertThat(all("SELECT count(*) FROM items")).containsExactly(List.of(3L));
    }

    // --- catalog and end ---

    @Test
    final void relationsAreListedWithTheirColumns() {
        var relations = source.relations().stream()
                .filter(relation -> List.of("cheap", "items").contains(relation.name()))
                .toList();

        assertThat(relations).extracting(DataSource.Relation::name).containsExactly("cheap", "items");
        assertThat(relations).extracting(DataSource.Relation::kind).containsExactly("VIEW", "BASE TABLE");
        assertThat(relations.getLast().columns())
                .extracting(DataSource.Column::name)
                .containsExactly("id", "name", "price", "added");
        assertThat(relations.getLast().columns())
                .extracting(DataSource.Column::nullable)
                .containsExactly(false, true, true, true);
    }

    @Test
    final void relationsAreListedWithinACall() {
        assertThat(source.relations(call()))
                .extracting(DataSource.Relation::name)
                .contains("cheap", "items");
    }

    @Test
    final void afterTheEndNothingRunsAndClosingAgainIsHarmless() throws Exception {
        var sql = source.prepare("SELECT id FROM items");
        source.close();
        source.close();

        assertThatThrownBy(() -> sql.run(Map.of(), 1, call()))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
    }

    @Test
    final void closingWaitsForWhatRunsAndThenStopsIt() throws Exception {
        var sql = source.prepare(endlessQuery());
        var call = call().within(SHORT);
        var running = CompletableFuture.runAsync(() -> read(sql.run(Map.of(), 1, call)));
        awaitStart(call, running);

        source.close();

        assertThatThrownBy(running::join).hasCauseInstanceOf(PlatformException.class);
    }

    /** On a busy machine the call may be over before this is looked at. */
    private static void awaitStart(TestingCallContext call, CompletableFuture<?> running) {
        while (call.cancellation().registrations() == 0 && !running.isDone()) {
            Thread.onSpinWait();
        }
    }

    private static TestingCallContext call() {
        return TestingCallContext.anonymous();
    }

    private void run(String sql) throws SqlException {
        try (var rows = source.prepare(sql).run(Map.of(), MAX_ROWS, call())) {
            read(rows);
            rows.commit();
        }
    }

    private List<List<@Nullable Object>> all(String sql) throws SqlException {
        return all(source.prepare(sql), Map.of());
    }

    private static List<List<@Nullable Object>> all(
            PreparedSql sql, Map<String, ? extends @Nullable Object> arguments) {
        try (var rows = sql.run(arguments, MAX_ROWS, call())) {
            return read(rows);
        }
    }

    private static List<List<@Nullable Object>> read(Rows rows) {
        var all = new ArrayList<List<@Nullable Object>>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }
}
