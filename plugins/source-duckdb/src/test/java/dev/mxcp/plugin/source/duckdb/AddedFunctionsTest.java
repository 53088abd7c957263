package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.Identity;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.SqlException;
import dev.mxcp.spi.SqlFunctions.SqlFunction;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AddedFunctionsTest {

    private static final TestingFunction WHO = TestingFunction.of(
            "who_am_i", "VARCHAR", (row, call) -> call.identity().username().orElse(null));
    private static final TestingFunction TWICE = TestingFunction.of(
            "twice_math", "BIGINT", (row, call) -> row.getFirst() instanceof Long n ? 2 * n : null, "BIGINT");
    private static final TestingFunction FAILS = TestingFunction.of(
            "fails_badly", "INTEGER", (row, call) -> failure(String.valueOf(row.getFirst())), "VARCHAR");

    private TestingDatabase plain;
    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        plain = TestingDatabase.open(directory);
        plain.run("CREATE TABLE t AS SELECT range AS i, 'n' || range AS name FROM range(5000)");
        database = plain.with(WHO, TWICE, FAILS);
        database.run("CREATE VIEW who_view AS SELECT who_am_i() AS u");
        database.run("CREATE MACRO whom() AS who_am_i()");
    }

    @AfterAll
    void close() {
        plain.close();
    }

    private static Object failure(String kind) {
        throw switch (kind) {
            case "told" -> new PlatformException(Code.INVALID_INPUT, "the tax office is closed");
            default -> new IllegalStateException("internal secret");
        };
    }

    private static TestingCallContext call(String user) {
        return TestingCallContext.anonymous()
                .as(Identity.builder("github").username(user).build());
    }

    @Test
    void theyAreCalledLikeAnyFunction() throws Exception {
        assertThat(database.run("SELECT twice_math(i) FROM t WHERE twice_math(i) > 9994 ORDER BY i"))
                .containsExactly(List.of(9996L), List.of(9998L));
        assertThat(database.value("SELECT TWICE_MATH($x) + twice_math(1)", Map.of("x", 20)))
                .isEqualTo(42L);
        assertThat(database.value("SELECT sum(twice_math(i)) FROM t")).isEqualTo(24995000L);
        database.run("CREATE TABLE doubled AS SELECT twice_math(i) AS d FROM t");
        database.run("INSERT INTO doubled VALUES (twice_math(7))");
        assertThat(database.value("SELECT count(*) FROM doubled")).isEqualTo(5001L);
        try (var transaction = database.source().begin(10, call("ann"));
                var rows = transaction.query("SELECT twice_math(?), who_am_i()", Map.of("1", 4))) {
            assertThat(rows.next()).isEqualTo(List.of(8L, "ann"));
        }
    }

    @Test
    void nullsArePassedOn() throws Exception {
        var isNull = plain.with(TestingFunction.of(
                "is_it_null", "BOOLEAN", (row, call) -> row.contains(null), "VARCHAR", "INTEGER[]", "INTERVAL"));
        assertThat(isNull.run("SELECT is_it_null(NULL, [1], INTERVAL 1 DAY), is_it_null('', NULL, INTERVAL 1 DAY), "
                        + "is_it_null('', [NULL], NULL), is_it_null('', [], INTERVAL 0 DAY)"))
                .containsExactly(List.of(true, true, true, false));
        assertThat(database.run("SELECT twice_math(NULL)")).containsExactly(Arrays.asList((Object) null));
    }

    @Test
    void columnsHaveTheNamesAndTypesThatTheAuthorExpects() throws Exception {
        var sql = database.source().prepare("SELECT twice_math(i) FROM t LIMIT $n");

        assertThat(sql.columns()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("twice_math(i)");
            assertThat(column.type()).isEqualTo("BIGINT");
        });
    }

    @Test
    void mistakesAreToldWithTheNameThatUsersKnow() {
        assertThatThrownBy(() -> database.source().prepare("SELECT twice_math([1])"))
                .isInstanceOf(SqlException.class)
                .message()
                .contains("twice_math(INTEGER[])")
                .doesNotContain("mxcp_");
        assertThatThrownBy(() -> database.source().prepare("SELECT twice_math(1, 2)"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("twice_math");
    }

    @Test
    void failuresNameTheFunctionAndShowNoStack() {
        for (var sql : List.of("SELECT fails_badly('told')", "SELECT count(fails_badly('told')) FROM t")) {
            assertThatThrownBy(() -> database.run(sql))
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_INPUT))
                    .hasMessage("the function fails_badly failed: the tax office is closed");
        }
        assertThatThrownBy(() -> database.run("SELECT fails_badly('x')"))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.FAILED))
                .hasMessage("the function fails_badly failed");
        assertThatThrownBy(() -> {
                    try (var transaction = database.source().begin(10, call("ann"))) {
                        transaction.query("SELECT fails_badly('told')", Map.of());
                    }
                })
                .hasMessage("the function fails_badly failed: the tax office is closed");
    }

    @Test
    void theySeeTheCallThatTheStatementRunsFor() throws Exception {
        var statements = List.of(
                "SELECT who_am_i()",
                "SELECT u FROM who_view",
                "SELECT whom()",
                "SELECT min(who_am_i()) FROM t",
                "SELECT u FROM query('SELECT * FROM who_view')");
        var work = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 400; i++) {
            var user = "user" + i % 17;
            var sql = database.source().prepare(statements.get(i % statements.size()));
            work.add(() -> {
                try (var rows = sql.run(Map.of(), 1, call(user))) {
                    return List.of(user).equals(rows.next());
                }
            });
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var right : threads.invokeAll(work)) {
                assertThat(right.get()).isTrue();
            }
        }
    }

    @Test
    void aMillionRowsAreComputedInVectors() throws Exception {
        var batches = new AtomicInteger();
        var counted = plain.with(new SqlFunction() {
            @Override
            public String name() {
                return "one_more_than";
            }

            @Override
            public List<String> parameterTypes() {
                return List.of("BIGINT");
            }

            @Override
            public String returnType() {
                return "BIGINT";
            }

            @Override
            public List<@Nullable Object> apply(List<List<@Nullable Object>> columns, @Nullable CallContext call) {
                batches.incrementAndGet();
                var result = new ArrayList<@Nullable Object>();
                columns.getFirst().forEach(value -> result.add(value instanceof Long number ? number + 1 : null));
                return result;
            }
        });

        assertThat(counted.value("SELECT sum(one_more_than(range)) FROM range(1000000)"))
                .isEqualTo(500000500000L);
        assertThat(batches).hasValueLessThan(2000);
    }

    @Test
    void nothingRunsWhileAStatementIsPrepared() throws Exception {
        var calls = new ArrayList<String>();
        var counted = plain.with(TestingFunction.of("counted_calls", "INTEGER", (row, call) -> calls.add("x") ? 1 : 0));

        counted.source().prepare("SELECT counted_calls() WHERE counted_calls() = 1");
        assertThat(calls).isEmpty();
        assertThat(counted.value("SELECT counted_calls()")).isEqualTo(1L);
        assertThat(calls).hasSize(1);
    }

    @Test
    void twoSetsOfFunctionsAreServedSideBySide() throws Exception {
        var old = plain.with(TestingFunction.of("version_of", "VARCHAR", (row, call) -> "old"));
        var next = plain.with(TestingFunction.of("version_of", "VARCHAR", (row, call) -> "new"));
        var other = plain.with(TestingFunction.of("version_of", "INTEGER", (row, call) -> 3));
        var sql = old.source().prepare("SELECT version_of()");
        old.run("CREATE OR REPLACE VIEW version_view AS SELECT version_of() AS v");

        assertThat(next.value("SELECT version_of()")).isEqualTo("new");
        assertThat(other.value("SELECT version_of()")).isEqualTo(3L);
        assertThat(next.value("SELECT v FROM version_view")).isEqualTo("new");
        try (var rows = sql.run(Map.of(), 1, call("ann"))) {
            assertThat(rows.next()).isEqualTo(List.of("old"));
        }
        assertThatThrownBy(() -> plain.run("SELECT version_of()"))
                .isInstanceOf(SqlException.class)
                .hasMessageContaining("version_of does not exist");
    }

    @Test
    void statementsOfOthersReachNone() throws Exception {
        for (var sql :
                List.of("SELECT twice_math(1)", "SELECT mxcp_udf_1_twice_math(1, 1)", "SELECT u FROM who_view")) {
            assertThatThrownBy(() -> {
                        var call = call("eve");
                        try (var rows = database.source()
                                .prepareUntrusted(sql, List.of(), call)
                                .run(Map.of(), 1, call)) {
                            rows.next();
                        }
                    })
                    .as(sql)
                    .isInstanceOfAny(SqlException.class, PlatformException.class);
        }
        assertThatThrownBy(() -> database.run("SELECT mxcp_udf_1_twice_math(1, 1)"))
                .isInstanceOf(PlatformException.class);
    }

    @Test
    void functionsThatCannotBeAddedAreRefusedByName() {
        for (var function : List.of(
                TestingFunction.echo("lower", "VARCHAR"),
                TestingFunction.echo("get_username", "VARCHAR"),
                TestingFunction.echo("no such name", "VARCHAR"),
                TestingFunction.echo("strange_type", "POINT"),
                TestingFunction.echo("strange_list", "POINT[]"),
                TestingFunction.echo("strange_decimal", "DECIMAL(99, 2)"))) {
            assertThatThrownBy(() -> plain.with(function))
                    .as(function.name())
                    .isInstanceOfSatisfying(
                            PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.INVALID_INPUT))
                    .hasMessageContaining("'" + function.name() + "'");
        }
        assertThatThrownBy(() -> plain.with(WHO, WHO)).hasMessageContaining("twice");
    }
}
