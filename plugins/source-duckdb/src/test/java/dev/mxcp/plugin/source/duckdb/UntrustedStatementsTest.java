package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.PreparedSql;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the walls let through: they are of no use when nobody can ask a question any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UntrustedStatementsTest {

    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        database = TestingDatabase.open(directory);
        database.run("CREATE TABLE orders AS SELECT range AS id, 'name ' || range AS name, range % 3 AS kind, "
                + "DATE '2024-01-01' + range::INT AS day, {'city': 'Bern', 'zip': range} AS address, "
                + "[range, range + 1] AS numbers, json_object('k', range) AS doc FROM range(20)");
        database.run("CREATE VIEW big AS SELECT * FROM orders WHERE id > 10");
        database.run("CREATE SCHEMA other");
        database.run("CREATE TABLE other.things AS SELECT 1 AS id");
        database.run("CREATE MACRO twice(x) AS x * 2");
        database.run("CREATE MACRO first_rows(n) AS TABLE SELECT * FROM orders ORDER BY id LIMIT n");
        database.run("CREATE TYPE mood AS ENUM ('glad', 'sad')");
        database.run("CREATE VIEW mine AS SELECT get_username() AS me");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM orders",
                "FROM orders",
                "FROM orders SELECT id WHERE kind = 1",
                "TABLE orders",
                "VALUES (1, 'a'), (2, 'b')",
                "SELECT 1 + 2 * 3 - 4 / 5 % 6, 7 // 2, 2 ** 3, 5 & 3, 5 | 3, ~5, -1, 'a' || 'b', 1 << 2",
                "SELECT kind, count(*), sum(id), avg(id), min(name), max(day) FROM orders GROUP BY ALL ORDER BY ALL",
                "SELECT kind, count(*) FROM orders GROUP BY ROLLUP (kind) HAVING count(*) > 1",
                "SELECT DISTINCT ON (kind) * FROM orders ORDER BY kind, id DESC NULLS LAST LIMIT 5 OFFSET 1",
                "SELECT id, row_number() OVER (PARTITION BY kind ORDER BY day), lag(id) OVER w, sum(id) OVER w "
                        + "FROM orders WINDOW w AS (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)",
                "SELECT * FROM orders QUALIFY rank() OVER (PARTITION BY kind ORDER BY id) = 1",
                "WITH x AS (SELECT * FROM orders), y AS MATERIALIZED (SELECT id FROM x) SELECT * FROM y",
                "WITH orders AS (SELECT * FROM orders WHERE id > 3) SELECT count(*) FROM orders",
                "WITH RECURSIVE r AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM r WHERE i < 5) SELECT * FROM r",
                "SELECT * FROM orders o JOIN big b USING (id) LEFT JOIN other.things t ON t.id = o.id",
                "SELECT * FROM orders o, LATERAL (SELECT o.id + 1 AS next) n",
                "SELECT * FROM orders WHERE id IN (SELECT id FROM big) AND EXISTS (SELECT 1 FROM other.things)",
                "SELECT id FROM orders UNION ALL BY NAME SELECT id FROM big EXCEPT SELECT 1 INTERSECT SELECT 2",
                "SELECT CASE WHEN id > 3 THEN 'x' ELSE 'y' END, coalesce(name, ''), nullif(id, 1), id IS NULL FROM orders",
                "SELECT name LIKE 'n%', name ILIKE 'N%', name SIMILAR TO 'n.*', regexp_matches(name, 'n'), name ~ 'n' FROM orders",
                "SELECT id BETWEEN 1 AND 3, id NOT IN (1, 2), NOT true, id IS DISTINCT FROM 3 FROM orders",
                "SELECT address.city, address['zip'], numbers[1], numbers[1:2], doc->>'$.k', doc->'k' FROM orders",
                "SELECT [1, 2, 3], {'a': 1}, MAP {'k': 1}, [x * 2 for x in [1, 2]], list_transform([1], lambda x: x + 1)",
                "SELECT date_trunc('month', day), extract(year FROM day), day + INTERVAL 1 DAY, strftime(day, '%Y') FROM orders",
                "SELECT current_date, current_timestamp, now(), today(), current_schema(), version()",
                "SELECT id::VARCHAR, CAST(name AS VARCHAR), TRY_CAST(name AS INTEGER), 'glad'::mood FROM orders",
                "SELECT count(*) FILTER (WHERE id > 3), string_agg(name, ',' ORDER BY id), list(id), any_value(name) FROM orders",
                "SELECT quantile_cont(id, 0.5), median(id), stddev(id), approx_count_distinct(id) FROM orders",
                "SELECT * EXCLUDE (doc) REPLACE (upper(name) AS name) FROM orders",
                "SELECT COLUMNS('i.*') FROM orders",
                "SELECT o.* FROM orders AS o TABLESAMPLE 50 PERCENT",
                "SELECT unnest(numbers) FROM orders",
                "SELECT * FROM range(3), generate_series(1, 3), unnest([1, 2]) u(x)",
                "SELECT * FROM orders PIVOT (count(*) FOR kind IN (0, 1, 2))",
                "SELECT * FROM (SELECT id, kind FROM orders) UNPIVOT (v FOR k IN (id, kind))",
                "SELECT * FROM json_each('{\"a\": 1}')",
                "SELECT json_extract_string(doc, '$.k'), to_json(address), json_group_array(id) FROM orders GROUP BY ALL",
                "SELECT name.upper().substring(1, 2), trim(BOTH ' ' FROM name), substring(name FROM 2), position('a' IN name) FROM orders",
                "SELECT twice(id) FROM orders",
                "SELECT * FROM first_rows(3)",
                "SELECT repeat('*', id), lpad(name, 20, '.'), range(id), unnest(range(3)) FROM orders",
                "SELECT unnest(generate_series(DATE '2024-01-01', DATE '2024-03-01', INTERVAL 1 MONTH))",
                "SELECT get_username(), get_request_header('x-tenant')",
                "SELECT * FROM mine",
                "DESCRIBE orders",
                "DESCRIBE SELECT id FROM orders",
                "SUMMARIZE orders",
                "SELECT * FROM main.orders; -- the end",
                "(SELECT 1)",
                "SELECT (SELECT max(id) FROM orders), ARRAY(SELECT id FROM orders)",
                "SELECT grouping(kind), kind FROM orders GROUP BY CUBE (kind)",
                "SELECT 'a' COLLATE NOCASE = 'A', \"name\" FROM \"orders\"",
                "SELECT 1e3, 1_000, x'00', TIMESTAMP '2024-01-01', 1.5::DECIMAL(10, 2), true, NULL",
                "SELECT 'read_text(''/etc/passwd'')' AS harmless, '; DROP TABLE orders' -- ; DROP TABLE orders"
            })
    void anOrdinaryQuestionIsAnswered(String sql) throws Exception {
        var prepared = database.source().prepareUntrusted(sql, List.of(), TestingCallContext.anonymous());

        assertThat(prepared.kind()).isEqualTo(PreparedSql.Kind.READ);
        assertThatCode(() -> all(prepared, 100, TestingCallContext.anonymous())).doesNotThrowAnyException();
    }

    @Test
    void onlyTheAllowedSchemasCanBeRead() throws Exception {
        assertThat(answer("SELECT * FROM other.things", List.of("OTHER"))).containsExactly(List.of(1L));
        assertThatThrownBy(() -> answer("SELECT * FROM other.things", List.of("main")))
                .isInstanceOf(SqlException.class)
                .hasMessage("the relation other.things does not exist or is not allowed here");
        assertThatThrownBy(() -> answer("SELECT * FROM orders", List.of("other")))
                .isInstanceOf(SqlException.class);
    }

    @Test
    void whatIsRefusedIsNamed() {
        assertThatThrownBy(() -> answer("SELECT * FROM read_csv('x')", List.of()))
                .hasMessage("the function read_csv is not allowed here");
        assertThatThrownBy(() -> answer("DELETE FROM orders", List.of()))
                .hasMessage("only a SELECT is allowed here: nothing that changes data or settings");
    }

    @Test
    void aResultIsCutAtTheRowLimit() throws Exception {
        var sql = database.source()
                .prepareUntrusted("SELECT * FROM range(100000000)", List.of(), TestingCallContext.anonymous());

        try (var rows = sql.run(Map.of(), 3, TestingCallContext.anonymous())) {
            var count = 0;
            while (rows.next() != null) {
                count++;
            }
            assertThat(count).isEqualTo(3);
            assertThat(rows.isTruncated()).isTrue();
        }
    }

    @Test
    void theUserIsTheCaller() throws Exception {
        var ann = Identity.builder("test").username("ann").build();
        var sql = database.source()
                .prepareUntrusted("SELECT get_username(), me FROM mine", List.of(), TestingCallContext.anonymous());

        assertThat(all(sql, 10, TestingCallContext.anonymous().as(ann))).containsExactly(List.of("ann", "ann"));
    }

    @Test
    void anErrorOfTheEngineIsToldWithItsPlace() {
        assertThatThrownBy(() -> answer("SELECT id,\n  nme FROM orders", List.of()))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.offset()).isEqualTo(13))
                .hasMessageContaining("nme");
    }

    @Test
    void planningEndsForTheCallerAtTheDeadline() {
        var words = IntStream.range(0, 20_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        var costly =
                "SELECT len(list_filter(string_split('%s', ' '), lambda x: regexp_matches('%s', '.*' || x || '!$')))"
                        .formatted(words, words);

        assertThatThrownBy(() -> database.source()
                        .prepareUntrusted(
                                costly,
                                List.of(),
                                TestingCallContext.anonymous().within(Duration.ofMillis(200))))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED));
    }

    @Test
    void othersStatementsAndTheProjectsDoNotWaitForEachOther(@TempDir Path directory) throws Exception {
        var one = new DuckDbConfig(
                directory.resolve("one.duckdb").toString(), null, null, null, null, 1, null, null, null, null, 1);
        try (var single = TestingDatabase.open(one)) {
            var endless = "SELECT * FROM range(1000000000)";
            var call = TestingCallContext.anonymous().within(Duration.ofSeconds(20));
            try (var ours = single.source().prepare(endless).run(Map.of(), 1_000_000, call)) {
                assertThat(ours.next()).isNotNull();
                var sql = single.source().prepareUntrusted(endless, List.of(), call);
                try (var first = sql.run(Map.of(), 1_000_000, call);
                        var second = sql.run(Map.of(), 1_000_000, call)) {
                    assertThat(first.next()).isNotNull();
                    assertThat(second.next()).isNotNull();
                    ours.close();
                    assertThat(single.run("SELECT 1", Map.of(), call)).containsExactly(List.of(1L));
                }
            }
        }
    }

    @Test
    void aStatementThatIsNestedTooDeeplyIsRefusedAndNoDefect() {
        var deep = "SELECT 1" + " + 1".repeat(600);

        assertThatThrownBy(() -> answer(deep, List.of()))
                .isInstanceOf(SqlException.class)
                .hasMessageStartingWith("the statement is nested too deeply");
        assertThatThrownBy(() -> database.source().prepare(deep))
                .isInstanceOf(SqlException.class)
                .hasMessageStartingWith("the statement is nested too deeply");
    }

    @Test
    void nothingIsRunWhereTheEngineIsNotLocked(@TempDir Path directory) {
        var open = new DuckDbConfig(
                directory.resolve("open.duckdb").toString(), null, null, null, null, 1, null, null, null, true, 1);
        try (var unlocked = TestingDatabase.open(open)) {
            assertThatThrownBy(() ->
                            unlocked.source().prepareUntrusted("SELECT 1", List.of(), TestingCallContext.anonymous()))
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("duckdb.external_access");
        }
    }

    private List<List<@Nullable Object>> answer(String sql, List<String> schemas) throws SqlException {
        var call = TestingCallContext.anonymous();
        return all(database.source().prepareUntrusted(sql, schemas, call), 1000, call);
    }

    private static List<List<@Nullable Object>> all(PreparedSql sql, int maxRows, TestingCallContext call) {
        try (var rows = sql.run(Map.of(), maxRows, call)) {
            var all = new ArrayList<List<@Nullable Object>>();
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
            return all;
        }
    }
}
