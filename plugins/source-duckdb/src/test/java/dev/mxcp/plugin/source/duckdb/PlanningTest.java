package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.SqlException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a statement is found before it runs, whatever its form. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanningTest {

    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        database = TestingDatabase.open(directory);
        database.run("CREATE TABLE sales AS SELECT range AS id, range % 3 AS kind, range * 2 AS amount FROM range(9)");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPLAIN SELECT nme FROM sales",
                "EXPLAIN ANALYZE SELECT nme FROM sales WHERE id = $id",
                "EXPLAIN (FORMAT JSON) DELETE FROM sales WHERE nme = 1",
                "PRAGMA table_info('nme')",
                "PRAGMA storage_info('nme')",
                "PRAGMA nme",
                "CALL pragma_table_info('nme')",
                "CALL nme()",
                "PIVOT nme ON kind USING sum(amount)",
                "PIVOT sales ON nme USING sum(amount)",
                "PIVOT sales ON kind USING sum(nme)",
                "PIVOT sales ON kind, nme USING sum(amount) GROUP BY id",
                "PIVOT sales ON kind USING sum(amount) GROUP BY nme",
                "PIVOT sales ON kind IN (0, 1) USING sum(nme)",
                "PIVOT (SELECT nme FROM sales) ON kind USING count(*)",
                "SELECT * FROM (PIVOT sales ON nme USING sum(amount))",
                "WITH p AS (PIVOT sales ON kind USING sum(nme)) SELECT * FROM p",
                "UNPIVOT nme ON COLUMNS(*) INTO NAME n VALUE v",
                "VACUUM nme",
                "ANALYZE nme",
                "PREPARE p AS SELECT nme FROM sales",
                "CREATE TABLE other AS SELECT nme FROM sales",
                "CREATE VIEW other AS SELECT nme FROM sales",
                "COPY (SELECT nme FROM sales) TO 'x.csv'",
            })
    void aWrongNameIsFound(String sql) {
        assertThatThrownBy(() -> database.source().prepare(sql))
                .isInstanceOf(SqlException.class)
                .message()
                .contains("nme")
                .doesNotContain("LINE ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPLAIN SELECT id, nme FROM sales",
                "PIVOT sales ON kind, nme USING sum(amount)",
                "PIVOT sales\n  ON kind\n  USING sum(nme)",
                "SELECT $x, nme FROM sales",
                "SELECT $long_name, $x, nme FROM sales",
            })
    void itsPlaceIsTold(String sql) {
        assertThatThrownBy(() -> database.source().prepare(sql))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.offset()).isEqualTo(sql.indexOf("nme")));
    }

    @Test
    void rightOnesArePlannedAndRun() throws Exception {
        assertThat(database.source().prepare("EXPLAIN SELECT $x::INT").columns())
                .extracting(DataSource.Column::name)
                .containsExactly("explain_key", "explain_value");
        assertThat(database.source().prepare("PRAGMA table_info('sales')").columns())
                .extracting(DataSource.Column::name)
                .contains("name", "type");
        assertThat(database.run("EXPLAIN SELECT * FROM sales WHERE id = $id", Map.of("id", 1)))
                .isNotEmpty();
        assertThat(database.run("PRAGMA table_info('sales')")).hasSize(3);
        assertThat(database.run("CALL pragma_table_info('sales')")).hasSize(3);
        assertThat(database.run("PIVOT sales ON kind USING sum(amount) GROUP BY id"))
                .hasSize(9);
        assertThat(database.run("SELECT count(*) FROM (PIVOT sales ON kind USING sum(amount) GROUP BY id)"))
                .containsExactly(List.of(9L));
        assertThat(database.run("PIVOT sales ON kind IN (0, 1) USING sum(amount) GROUP BY id"))
                .hasSize(9);
        assertThat(database.run("UNPIVOT sales ON kind, amount INTO NAME n VALUE v"))
                .hasSize(18);
        assertThat(database.run("FROM sales PIVOT (sum(amount) FOR kind IN (0, 1) GROUP BY id)"))
                .hasSize(9);
    }

    @Test
    void planningRunsNothing() throws Exception {
        for (var sql : List.of(
                "EXPLAIN ANALYZE DELETE FROM sales",
                "PIVOT sales ON kind USING sum(amount)",
                "SET VARIABLE seen = 1",
                "ATTACH ':memory:' AS another",
                "CREATE TABLE made (i INTEGER)",
                "CHECKPOINT",
                "PREPARE p AS DELETE FROM sales")) {
            database.source().prepare(sql);
        }

        assertThat(database.value("SELECT count(*) FROM sales")).isEqualTo(9L);
        assertThat(database.value("SELECT getvariable('seen')")).isNull();
        assertThat(database.value("SELECT count(*) FROM duckdb_types() WHERE NOT internal"))
                .isEqualTo(0L);
        assertThat(database.value("SELECT count(*) FROM duckdb_databases() WHERE database_name IN ('another', 'made')"))
                .isEqualTo(0L);
    }
}
