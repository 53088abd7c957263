package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.CallContext;
import dev.mxcp.spi.DataSource;
import dev.mxcp.spi.PlatformException;
import dev.mxcp.spi.PlatformException.Code;
import dev.mxcp.spi.contract.TestingCallContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Statements whose functions ask the same database again, with few lanes and many callers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NestedStatementsTest {

    private static final int CALLERS = 64;

    private TestingDatabase plain;
    private DataSource database;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        plain = TestingDatabase.open(directory);
        plain.run("CREATE TABLE prices AS SELECT range AS id, range * 10 AS price FROM range(100)");
        plain.run("CREATE TABLE log (id BIGINT)");
        database = plain.with(
                        TestingFunction.of(
                                "price_of",
                                "BIGINT",
                                (row, call) -> only(call, "SELECT price FROM prices WHERE id = ?", row.getFirst()),
                                "BIGINT"),
                        TestingFunction.of(
                                "price_below",
                                "BIGINT",
                                (row, call) -> only(call, "SELECT price_of(CAST(? AS BIGINT)) + 1", row.getFirst()),
                                "BIGINT"),
                        TestingFunction.of("log_it", "BIGINT", (row, call) -> logged(call, row.getFirst()), "BIGINT"),
                        TestingFunction.of(
                                "endless_call",
                                "BIGINT",
                                (row, call) -> only(call, "SELECT endless_call(CAST(? AS BIGINT))", row.getFirst()),
                                "BIGINT"))
                .source();
    }

    @AfterAll
    void close() {
        plain.close();
    }

    private static @Nullable Object only(CallContext call, String sql, @Nullable Object argument) {
        try (var rows = call.query(null, sql, Map.of("1", String.valueOf(argument)))) {
            var row = rows.next();
            return row == null ? null : row.getFirst();
        }
    }

    private static @Nullable Object logged(CallContext call, @Nullable Object id) {
        try (var rows = call.query(null, "INSERT INTO log VALUES (?)", Map.of("1", String.valueOf(id)))) {
            rows.commit();
            return id;
        }
    }

    private TestingCallContext call() {
        return TestingCallContext.anonymous().on(database);
    }

    private void manyAtOnce(Callable<Boolean> one) throws Exception {
        var work = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < CALLERS; i++) {
            work.add(one);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var right : threads.invokeAll(work)) {
                assertThat(right.get()).isTrue();
            }
        }
    }

    private boolean answers(String sql, long expected) {
        try (var rows = call().query(null, sql, Map.of())) {
            return List.of(expected).equals(rows.next());
        }
    }

    @Test
    void aFunctionMayQueryWhileAllLanesAreBusyWithItsLike() throws Exception {
        manyAtOnce(() -> answers("SELECT sum(price_of(id)) FROM prices WHERE id < 5", 100));
    }

    @Test
    void aFunctionMayQueryWithFunctionsThatQuery() throws Exception {
        manyAtOnce(() -> answers("SELECT sum(price_below(id)) FROM prices WHERE id < 3", 33));
    }

    @Test
    void aFunctionOfAWriteMayQueryAndWrite() throws Exception {
        manyAtOnce(() -> {
            try (var rows =
                    call().query(null, "CREATE OR REPLACE TEMP TABLE x AS SELECT price_of(2), log_it(7)", Map.of())) {
                rows.commit();
                return true;
            }
        });
        assertThat(plain.value("SELECT count(*) FROM log WHERE id = 7")).isEqualTo((long) CALLERS);
    }

    @Test
    void aCallThatReadsManyRowsMayQueryInBetween() throws Exception {
        manyAtOnce(() -> {
            var call = call();
            try (var rows = call.query(null, "SELECT range FROM range(5000)", Map.of())) {
                return rows.next() != null && List.of(0L).equals(List.of(only(call, "SELECT 0 * ?::INT", 1)));
            }
        });
    }

    @Test
    void endlessRecursionIsToldAndFreesEveryLane() throws Exception {
        assertThatThrownBy(() -> answers("SELECT endless_call(1)", 1))
                .isInstanceOfSatisfying(
                        PlatformException.class, e -> assertThat(e.code()).isEqualTo(Code.LIMIT_EXCEEDED))
                .hasMessageContaining("levels deep");
        manyAtOnce(() -> answers("SELECT price_of(1)", 10));
    }
}
