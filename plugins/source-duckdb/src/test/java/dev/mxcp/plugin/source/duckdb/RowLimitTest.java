package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.Rows;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first rows of a statement are the same with a row limit as without one, whatever the statement ends with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLimitTest {

    private static final int MAX_ROWS = 3;

    private Path directory;
    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        directory = folder;
        // one lane, so that what was prepared on it meets every change
        var config = new DuckDbConfig(
                folder.resolve("test.duckdb").toString(),
                false,
                null,
                null,
                "512MB",
                2,
                "100MB",
                null,
                List.of(folder.toString()),
                null,
                1);
        database = TestingDatabase.open(config);
        database.run("CREATE TABLE t AS SELECT range AS i, 9 - range AS j FROM range(10)");
    }

    @AfterAll
    void close() {
        database.close();
    }

    private record Answer(List<@Nullable Object> values, boolean truncated) {}

    private Answer answer(String sql, int maxRows) throws Exception {
        try (var rows = database.source().prepare(sql).run(Map.of(), maxRows, TestingCallContext.anonymous())) {
            return answer(rows);
        }
    }

    private static Answer answer(Rows rows) {
        var values = new ArrayList<@Nullable Object>();
        for (var row = rows.next(); row != null; row = rows.next()) {
            values.add(row.getFirst());
        }
        return new Answer(values, rows.isTruncated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT i FROM t ORDER BY i DESC",
                "SELECT i FROM t ORDER BY i -- the end",
                "SELECT i FROM t ORDER BY i /* the end */ ;",
                "FROM t ORDER BY j",
                "VALUES (1), (2), (3), (4)",
                "SELECT i FROM t UNION ALL SELECT j FROM t",
                "SELECT i FROM t UNION ALL (SELECT j FROM t LIMIT 1)",
                "(SELECT i FROM t ORDER BY j) ",
                "(SELECT i FROM t) UNION ALL (SELECT j FROM t) ORDER BY 1",
                "WITH q AS (SELECT i FROM t ORDER BY i LIMIT 7) SELECT i FROM q ORDER BY i",
                "SELECT i FROM t WHERE j IN (SELECT j FROM t ORDER BY j LIMIT 8) ORDER BY i",
                "SELECT i FROM t ORDER BY i LIMIT 5",
                "SELECT i FROM t ORDER BY i OFFSET 2",
                "SELECT i FROM t ORDER BY i LIMIT 5 OFFSET 1",
                "SELECT i FROM t ORDER BY i OFFSET 1 LIMIT 5",
                "SELECT i FROM t ORDER BY i LIMIT 50%",
                "(SELECT i FROM t ORDER BY i LIMIT 5)",
                "SELECT DISTINCT ON (i) i, j FROM t ORDER BY i",
                "SELECT i FROM t WINDOW w AS (ORDER BY i) QUALIFY row_number() OVER w < 9 ORDER BY i",
                "SELECT i, count(*) FROM t GROUP BY ALL ORDER BY ALL",
                "FROM t SELECT i WHERE i > 1 ORDER BY i",
                "SELECT i FROM t USING SAMPLE 10 ROWS (reservoir, 1)",
                "SELECT unnest([1, 2, 3, 4])",
                "FROM t PIVOT (sum(j) FOR i IN (0, 1) GROUP BY j) ORDER BY j",
                "DESCRIBE SELECT 1, 2, 3, 4, 5",
                "SUMMARIZE duckdb_columns",
            })
    void theRestIsCutOff(String sql) throws Exception {
        var all = answer(sql, 1_000);
        var cut = answer(sql, MAX_ROWS);

        assertThat(all.truncated()).isFalse();
        assertThat(all.values()).hasSizeGreaterThan(MAX_ROWS);
        assertThat(cut).isEqualTo(new Answer(all.values().subList(0, MAX_ROWS), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT i FROM t ORDER BY i LIMIT 2 | 2",
                "SELECT i FROM t ORDER BY i LIMIT 3 | 3",
                "SELECT i FROM t ORDER BY i OFFSET 8 | 2",
                "SELECT i FROM t WHERE i < 3 | 3",
                "SELECT i FROM t LIMIT 0 | 0",
                "SELECT i FROM t WHERE false | 0",
            })
    void whatFitsIsWhole(String sql, int rows) throws Exception {
        var answer = answer(sql, MAX_ROWS);

        assertThat(answer.values()).hasSize(rows);
        assertThat(answer.truncated()).isFalse();
    }

    @Test
    void moreRowsThanMemoryHoldsAreNotCollected() throws Exception {
        assertThat(answer("SELECT i FROM range(100_000_000_000) r(i)", MAX_ROWS))
                .isEqualTo(new Answer(List.of(0L, 1L, 2L), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT i, i, j AS i, $x::BIGINT FROM t", "SELECT i, i, j AS i, $x::BIGINT FROM t LIMIT 9"})
    void columnsKeepTheNamesThatTheStatementGivesThem(String statement) throws Exception {
        var sql = database.source().prepare(statement);
        try (var rows = sql.run(Map.of("x", 1), MAX_ROWS, TestingCallContext.anonymous())) {
            assertThat(rows.columns()).isEqualTo(sql.columns());
            assertThat(rows.columns()).extracting(DataSource.Column::name).startsWith("i", "i", "i");
        }
    }

    /** Limited at their end, by a query around them, and not at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {"SELECT * FROM changing", "SELECT * FROM changing LIMIT 5", "DELETE FROM changing RETURNING *"})
    void columnsThatChangeBetweenRunsAreSeen(String statement) throws Exception {
        database.run("CREATE OR REPLACE TABLE changing AS SELECT 1 AS a");
        var sql = database.source().prepare(statement);
        try (var rows = sql.run(Map.of(), MAX_ROWS, TestingCallContext.anonymous())) {
            assertThat(rows.columns().getFirst().name()).isEqualTo("a");
            assertThat(answer(rows).values()).containsExactly(1L);
        }

        database.run("CREATE OR REPLACE TABLE changing AS SELECT TIMESTAMP '2026-03-29 02:30:00' AS b");
        try (var rows = sql.run(Map.of(), MAX_ROWS, TestingCallContext.anonymous())) {
            assertThat(rows.columns().getFirst()).isEqualTo(new DataSource.Column("b", "TIMESTAMP", true));
            assertThat(answer(rows).values()).containsExactly(LocalDateTime.of(2026, 3, 29, 2, 30));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM customers",
                "SELECT * FROM customers LIMIT 5",
                "SELECT *, name FROM customers LIMIT 5"
            })
    void columnsInAnotherOrderKeepTheirNames(String statement) throws Exception {
        database.run("CREATE OR REPLACE TABLE customers AS SELECT 7 AS id, 'Ann' AS name");
        var sql = database.source().prepare(statement);
        assertThat(labelled(sql)).startsWith("id=7", "name=Ann");

        database.run("CREATE OR REPLACE TABLE customers AS SELECT name, id FROM customers");

        assertThat(labelled(sql)).startsWith("name=Ann", "id=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM '%s'", "SELECT * FROM '%s' LIMIT 5"})
    void columnsOfAFileInAnotherOrderKeepTheirNames(String statement) throws Exception {
        var file = Files.writeString(directory.resolve("customers.csv"), "id,name\n7,Ann\n");
        var sql = database.source().prepare(statement.formatted(file));
        assertThat(labelled(sql)).containsExactly("id=7", "name=Ann");

        Files.writeString(file, "name,id\nAnn,7\n");

        assertThat(labelled(sql)).containsExactly("name=Ann", "id=7");
    }

    /** The first row, each value behind the name of its column. */
    private static List<String> labelled(PreparedSql sql) {
        try (var rows = sql.run(Map.of(), MAX_ROWS, TestingCallContext.anonymous())) {
            var row = Objects.requireNonNull(rows.next());
            return IntStream.range(0, row.size())
                    .mapToObj(i -> rows.columns().get(i).name() + "=" + row.get(i))
                    .toList();
        }
    }
}
