package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.DataSource.Parameter;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParametersTest {

    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        database = TestingDatabase.open(directory);
        database.run("CREATE TABLE t AS SELECT range AS i, 'name' || range AS n, DATE '2024-01-01' + range::INT AS d "
                + "FROM range(100)");
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void namedParametersAreBoundByName() throws Exception {
        var rows = database.run(
                "SELECT n, i FROM t WHERE i >= $from AND i < $to AND $FROM < 50", Map.of("from", 3L, "to", 5L));

        assertThat(rows).containsExactly(List.of("name3", 3L), List.of("name4", 4L));
    }

    @Test
    void parametersAreToldWithTheirTypesInOrderOfFirstUse() throws Exception {
        var sql = database.source().prepare("SELECT * FROM t WHERE n = $name AND i = $id OR n = $name");

        assertThat(sql.parameters()).containsExactly(new Parameter("name", "VARCHAR"), new Parameter("id", "BIGINT"));
    }

    @Test
    void fieldsOfAnObjectAreReachedByPath() throws Exception {
        var range = Map.of("start", LocalDate.of(2024, 1, 2), "end", LocalDate.of(2024, 1, 4));

        var rows = database.run(
                "SELECT i FROM t WHERE d BETWEEN $date_range.start AND $date_range.end", Map.of("date_range", range));

        assertThat(rows).containsExactly(List.of(1L), List.of(2L), List.of(3L));
    }

    @Test
    void aDateMayArriveAsText() throws Exception {
        assertThat(database.run("SELECT i FROM t WHERE d = $d", Map.of("d", "2024-01-03")))
                .containsExactly(List.of(2L));
    }

    @Test
    void methodCallsOnAParameterAreNotPaths() throws Exception {
        assertThat(database.value("SELECT $name.upper()", Map.of("name", "ann")))
                .isEqualTo("ANN");
    }

    @Test
    void positionalParametersAreCountedPastTheUserFunctions() throws Exception {
        assertThat(database.run(
                        "SELECT get_username(), ? + 1, '?', \"i\" FROM t WHERE i = ? -- ?", Map.of("1", 4, "2", 3)))
                .containsExactly(Arrays.asList(null, 5L, "?", 3L));
        assertThat(database.source()
                        .prepare("SELECT get_username(), $2::INT, $1::INT")
                        .columns())
                .extracting("name")
                .containsExactly("get_username()", "CAST($2 AS INTEGER)", "CAST($1 AS INTEGER)");
        assertThat(database.run("INSERT INTO t (i) SELECT ? WHERE ? RETURNING i", Map.of("1", 777, "2", false)))
                .isEmpty();
        assertThatThrownBy(() -> database.source().prepare("SELECT $0")).isInstanceOf(SqlException.class);
    }

    @Test
    void aMixOfParametersIsToldWithItsPlace() {
        assertThatThrownBy(() -> database.source().prepare("SELECT * FROM t WHERE i = $i OR i = ?"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.offset()).isEqualTo(36))
                .hasMessageContaining("'?' cannot stand beside '$i'");
    }

    @Test
    void aMissingArgumentIsTold() throws Exception {
        assertThatThrownBy(() -> database.run("SELECT $a"))
                .isInstanceOf(PlatformException.class)
                .hasMessage("the statement needs a value for the parameter $a");
    }

    @Test
    void severalStatementsAreRefusedBeforeTheEngineSeesThem() throws Exception {
        assertThatThrownBy(() -> database.source().prepare("DROP TABLE t; SELECT 1"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("more than one statement");
        assertThat(database.value("SELECT count(*) FROM t")).isEqualTo(100L);
    }

    @Test
    void aTrailingSemicolonAndCommentsAreFine() throws Exception {
        assertThat(database.value("/* a; b */ SELECT 1 -- ; $x\n ; -- end")).isEqualTo(1L);
    }

    @Test
    void anEmptyTextIsRefused() {
        assertThatThrownBy(() -> database.source().prepare(" -- nothing\n;"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("no statement");
    }

    @Test
    void columnsKeepTheNamesThatTheAuthorWrote() throws Exception {
        var sql = database.source().prepare("SELECT $a::INT, get_username(), i, i FROM t, (SELECT 1) LIMIT 1");

        assertThat(sql.columns()).extracting("name").containsExactly("CAST($a AS INTEGER)", "get_username()", "i", "i");
        try (var rows = sql.run(Map.of("a", 1L), 10, TestingCallContext.anonymous())) {
            assertThat(rows.columns()).isEqualTo(sql.columns());
        }
    }

    @Test
    void unknownNamesAreFoundBesideParametersOfAnyType() {
        for (var sql : List.of(
                "SELECT $x, nme FROM t",
                "SELECT $x FROM no_such",
                "SELECT $x, q.i FROM t",
                "SELECT $x + t.nme FROM t")) {
            assertThatThrownBy(() -> database.source().prepare(sql)).as(sql).isInstanceOf(SqlException.class);
        }
    }

    @Test
    void errorsPointIntoTheAuthorsText() {
        var sql = "SELECT $parameter_with_a_long_name::INT,\n  no_such_column FROM t";

        assertThatThrownBy(() -> database.source().prepare(sql))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.offset()).isEqualTo(sql.indexOf("no_such")))
                .message()
                .contains("no_such_column")
                .doesNotContain("LINE");
    }
}
