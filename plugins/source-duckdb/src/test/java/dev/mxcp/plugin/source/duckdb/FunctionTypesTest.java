package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunctionTypesTest {

    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) {
        database = TestingDatabase.open(directory);
    }

    @AfterAll
    void close() {
        database.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                value("INTEGER", "-2147483648", -2147483648L),
                value("BIGINT", "9223372036854775807", Long.MAX_VALUE),
                value("DOUBLE", "0.1", 0.1),
                value("DOUBLE", "'nan'::DOUBLE", Double.NaN),
                value("BOOLEAN", "true", true),
                value("VARCHAR", "'ümläut 😀 \"''\"'", "ümläut 😀 \"'\""),
                value("VARCHAR", "''", ""),
                value("DECIMAL", "12.345", new BigDecimal("12.345")),
                value(
                        "DECIMAL(38, 10)",
                        "1234567890123456789012345678.0123456789",
                        new BigDecimal("1234567890123456789012345678.0123456789")),
                value("DECIMAL(4,0)", "7", new BigDecimal("7")),
                value("BLOB", "'\\x00\\xFFab'::BLOB", new byte[] {0, -1, 'a', 'b'}),
                value("DATE", "DATE '2024-02-29'", LocalDate.of(2024, 2, 29)),
                value("TIME", "TIME '23:59:59.123456'", LocalTime.of(23, 59, 59, 123_456_000)),
                value(
                        "TIMESTAMP",
                        "TIMESTAMP '2024-02-29 01:02:03.000004'",
                        LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4_000)),
                value("INTERVAL", "INTERVAL '14 months 3 days 4.5 seconds'", "P1Y2M3DT4.5S"),
                value("INTEGER[]", "[1, NULL, 3]", Arrays.asList(1L, null, 3L)),
                value("VARCHAR[]", "['null', NULL, '']", Arrays.asList("null", null, "")),
                value("BLOB[]", "['\\x00\\\\a'::BLOB]".replace("\\\\", "\\x5C"), List.of(new byte[] {0, '\\', 'a'})),
                value("DECIMAL(20,2)[]", "[123456789012345678.25]", List.of(new BigDecimal("123456789012345678.25"))),
                value("DOUBLE[]", "['inf'::DOUBLE, 1e300]", List.of(Double.POSITIVE_INFINITY, 1e300)),
                value("DATE[][]", "[[DATE '2024-01-01'], []]", List.of(List.of(LocalDate.of(2024, 1, 1)), List.of())),
                value("TIME[]", "[TIME '01:02:03']", List.of(LocalTime.of(1, 2, 3))),
                value("TIMESTAMP[]", "[TIMESTAMP '2024-01-01 10:00:00']", List.of(LocalDateTime.of(2024, 1, 1, 10, 0))),
                value("INTERVAL[]", "[INTERVAL 1 DAY]", List.of("P1D")),
                value("BOOLEAN[]", "[true, NULL]", Arrays.asList(true, null)),
                value("MAP(VARCHAR, INTEGER)", "MAP {'a': 1, 'b': NULL}", map("a", 1L, "b", null)),
                value("MAP(INTEGER, VARCHAR[])", "MAP {7: ['x']}", map(7L, List.of("x"))),
                value("MAP(DATE, BOOLEAN)", "MAP {DATE '2024-01-01': true}", map(LocalDate.of(2024, 1, 1), true)),
                value("STRUCT(a INTEGER, \"b c\" VARCHAR)", "{'a': 1, 'b c': NULL}", map("a", 1L, "b c", null)),
                value(
                        "STRUCT(p STRUCT(x DOUBLE)[], m MAP(VARCHAR, DECIMAL(9,3)))",
                        "{'p': [{'x': 0.5}], 'm': MAP {'k': 1.125}}",
                        map("p", List.of(map("x", 0.5)), "m", map("k", new BigDecimal("1.125")))));
    }

    private static Arguments value(String type, String sql, Object plain) {
        return Arguments.of(type, sql, plain);
    }

    private static Map<@Nullable Object, @Nullable Object> map(@Nullable Object... entries) {
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (var i = 0; i < entries.length; i += 2) {
            map.put(entries[i], entries[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeGoesInAndComesBack(String type, String sql, Object plain) throws Exception {
        var seen = new ArrayList<@Nullable Object>();
        var echo = database.with(TestingFunction.of(
                "echo_types",
                type,
                (row, call) -> {
                    seen.add(row.getFirst());
                    return row.getFirst();
                },
                type));

        var same = echo.value(
                "SELECT echo_types(x) IS NOT DISTINCT FROM x FROM (SELECT CAST(" + sql + " AS " + type + ") AS x)");
        assertThat(same).as(type).isEqualTo(true);
        assertThat(seen)
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(List.of(plain));
        assertThat(echo.run("SELECT echo_types(NULL)")).containsExactly(Arrays.asList((Object) null));
        assertThat(echo.source()
                        .prepare("SELECT echo_types(NULL)")
                        .columns()
                        .getFirst()
                        .type())
                .isEqualTo(database.source()
                        .prepare("SELECT CAST(NULL AS " + type + ")")
                        .columns()
                        .getFirst()
                        .type());
    }

    @Test
    void whatIsReturnedIsConvertedAsACastWould() throws Exception {
        assertThat(returned("VARCHAR", 5L)).isEqualTo("5");
        assertThat(returned("INTEGER", new BigDecimal("2.5"))).isEqualTo(2L);
        assertThat(returned("DOUBLE", 3L)).isEqualTo(3.0);
        assertThat(returned("DECIMAL(5,2)", 1.125)).isEqualTo(new BigDecimal("1.13"));
        assertThat(returned("INTERVAL", Duration.ofHours(25))).isEqualTo("PT25H");
        assertThat(returned("INTERVAL", "P1M2DT3S")).isEqualTo("P1M2DT3S");
        assertThat(returned("INTERVAL[]", List.of(Duration.ofSeconds(1)))).isEqualTo(List.of("PT1S"));
        assertThat(returned("TIMESTAMP", LocalDate.of(2024, 1, 1))).isEqualTo(LocalDateTime.of(2024, 1, 1, 0, 0));
        assertThat(returned("BLOB[]", List.of(new byte[] {39, 92, 65})))
                .usingRecursiveComparison()
                .isEqualTo(List.of(new byte[] {39, 92, 65}));
    }

    @Test
    void whatCannotBeConvertedIsToldByFunctionAndType() {
        for (var wrong : List.<Map.Entry<String, Object>>of(
                Map.entry("INTEGER", "many"),
                Map.entry("INTEGER", 1L << 40),
                Map.entry("DECIMAL(3,2)", 1000),
                Map.entry("DATE", "soon"),
                Map.entry("BLOB", "text"),
                Map.entry("INTEGER[]", 1L),
                Map.entry("MAP(VARCHAR, INTEGER)", List.of()),
                Map.entry("STRUCT(a INTEGER)", "x"))) {
            assertThatThrownBy(() -> returned(wrong.getKey(), wrong.getValue()))
                    .as(wrong.toString())
                    .hasMessageContaining("the function give_back returned a value that is not " + wrong.getKey());
        }
    }

    private @Nullable Object returned(String type, Object value) throws Exception {
        return database.with(TestingFunction.of("give_back", type, (row, call) -> value))
                .value("SELECT give_back()");
    }
}
