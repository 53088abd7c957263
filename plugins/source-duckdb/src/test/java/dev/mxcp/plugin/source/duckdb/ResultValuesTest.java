package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.Collections;
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
class ResultValuesTest {

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
                value("true", true),
                value("1::TINYINT", 1L),
                value("255::UTINYINT", 255L),
                value("-7::SMALLINT", -7L),
                value("65535::USMALLINT", 65535L),
                value("1::INTEGER", 1L),
                value("4294967295::UINTEGER", 4294967295L),
                value("9223372036854775807", Long.MAX_VALUE),
                value("18446744073709551615::UBIGINT", new BigInteger("18446744073709551615")),
                value("5::HUGEINT", 5L),
                value(
                        "-170141183460469231731687303715884105727::HUGEINT",
                        new BigInteger("-170141183460469231731687303715884105727")),
                value(
                        "340282366920938463463374607431768211455::UHUGEINT",
                        new BigInteger("340282366920938463463374607431768211455")),
                value(
                        "'12345678901234567890123456789012345678901234567890'::BIGNUM",
                        new BigInteger("12345678901234567890123456789012345678901234567890")),
                value("0.1::FLOAT", 0.1),
                value("1.5::DOUBLE", 1.5),
                value("'-inf'::FLOAT", Double.NEGATIVE_INFINITY),
                value("1.50::DECIMAL(10,2)", new BigDecimal("1.50")),
                value(
                        "'12345678901234567890123456789012345.678'::DECIMAL(38,3)",
                        new BigDecimal("12345678901234567890123456789012345.678")),
                value("'grüße 🦆'", "grüße 🦆"),
                value("'a\\x00\\xFFb'::BLOB", new byte[] {'a', 0, -1, 'b'}),
                value("'10101'::BIT", "10101"),
                value("'b'::ENUM('a', 'b')", "b"),
                value("'550e8400-e29b-41d4-a716-446655440000'::UUID", "550e8400-e29b-41d4-a716-446655440000"),
                value("DATE '2024-02-29'", LocalDate.of(2024, 2, 29)),
                value("'infinity'::DATE", "infinity"),
                value("'-infinity'::DATE", "-infinity"),
                value("TIME '10:11:12.123456'", LocalTime.of(10, 11, 12, 123_456_000)),
                value("'10:11:12+02'::TIMETZ", OffsetTime.parse("10:11:12+02:00")),
                value("TIMESTAMP '2024-03-10 02:30:00.123456'", LocalDateTime.of(2024, 3, 10, 2, 30, 0, 123_456_000)),
                value("'2024-01-01 10:11:12'::TIMESTAMP_S", LocalDateTime.of(2024, 1, 1, 10, 11, 12)),
                value("'2024-01-01 10:11:12.123'::TIMESTAMP_MS", LocalDateTime.of(2024, 1, 1, 10, 11, 12, 123_000_000)),
                value(
                        "'2024-01-01 10:11:12.123456789'::TIMESTAMP_NS",
                        LocalDateTime.of(2024, 1, 1, 10, 11, 12, 123_456_789)),
                value("'2024-01-01 10:11:12+03'::TIMESTAMPTZ", OffsetDateTime.parse("2024-01-01T07:11:12Z")),
                value("'infinity'::TIMESTAMP", "infinity"),
                value("'-infinity'::TIMESTAMP", "-infinity"),
                value("'infinity'::TIMESTAMPTZ", "infinity"),
                value("'-infinity'::TIMESTAMPTZ", "-infinity"),
                value("INTERVAL '1 year 2 months 3 days 04:05:06.5'", "P1Y2M3DT4H5M6.5S"),
                value("INTERVAL '-90 minutes'", "PT-1H-30M"),
                value("INTERVAL '0 seconds'", "PT0S"),
                value("[1, NULL, 3]", Arrays.asList(1L, null, 3L)),
                value("[]::INTEGER[]", List.of()),
                value("[[1], NULL, []]", Arrays.asList(List.of(1L), null, List.of())),
                value("[1.5, 2.5]::DOUBLE[2]", List.of(1.5, 2.5)),
                value("[INTERVAL '2 days', NULL]", Arrays.asList("P2D", null)),
                value("['\\x01'::BLOB]", List.of(new byte[] {1})),
                value("[TIMESTAMP '2024-01-01 00:00:00']", List.of(LocalDateTime.of(2024, 1, 1, 0, 0))),
                value("['b'::ENUM('a', 'b'), NULL]", Arrays.asList("b", null)),
                value(
                        "{'a': 1, 'b c': {'d': NULL::DATE}, 'e': [{'f': 'x'}]}",
                        map("a", 1L, "b c", map("d", null), "e", List.of(map("f", "x")))),
                value(
                        "{'t': TIMESTAMPTZ '2024-01-01 00:00:00+00', 'i': INTERVAL '1 day', 'n': 1.10::DECIMAL(4,2)}",
                        map(
                                "t",
                                OffsetDateTime.parse("2024-01-01T00:00:00Z"),
                                "i",
                                "P1D",
                                "n",
                                new BigDecimal("1.10"))),
                value("row(1, 'x')", map("element1", 1L, "element2", "x")),
                value("MAP {'k': 2, 'n': NULL}", map("k", 2L, "n", null)),
                value("MAP {1: 'a', 2: 'b'}", map("1", "a", "2", "b")),
                value("MAP {DATE '2024-01-01': [1]}", map("2024-01-01", List.of(1L))),
                value("MAP {{'x': 1}: 1}", map("{\"x\":1}", 1L)),
                value("union_value(num := 2)", 2L),
                value(
                        "'{\"a\": [1, 2.50, null, true, 12345678901234567890, 0.12345678901234567890]}'::JSON",
                        map(
                                "a",
                                Arrays.asList(
                                        1L,
                                        2.5,
                                        null,
                                        true,
                                        new BigInteger("12345678901234567890"),
                                        new BigDecimal("0.12345678901234567890")))),
                value("'\"text\"'::JSON", "text"),
                value("'null'::JSON", null),
                value("json_object('a', 1)", map("a", 1L)),
                value(
                        "(SELECT json_group_array(json_object('i', range)) FROM range(2))",
                        List.of(map("i", 0L), map("i", 1L))),
                value("{'j': '[1]'::JSON}", map("j", List.of(1L))),
                value("NULL", null),
                value("NULL::INTEGER[]", null),
                value("NULL::JSON", null),
                value("NULL::TIMESTAMP", null),
                value("NULL::BLOB", null),
                value("NULL::MAP(VARCHAR, INTEGER)", null),
                value("NULL::STRUCT(a INTEGER)", null),
                value("NULL::INTERVAL", null));
    }

    private static Arguments value(String sql, @Nullable Object expected) {
        return Arguments.of(sql, expected);
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... entries) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < entries.length; i += 2) {
            map.put(String.valueOf(entries[i]), entries[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeBecomesPlainJava(String sql, @Nullable Object expected) throws Exception {
        assertThat(database.value("SELECT " + sql)).usingRecursiveComparison().isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeBecomesPlainJavaInsideOfAList(String sql, @Nullable Object expected) throws Exception {
        assertThat(database.value("SELECT [" + sql + "]"))
                .usingRecursiveComparison()
                .isEqualTo(Collections.singletonList(expected));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeBecomesPlainJavaInsideOfAStruct(String sql, @Nullable Object expected) throws Exception {
        assertThat(database.value("SELECT {'field': " + sql + "}"))
                .usingRecursiveComparison()
                .isEqualTo(map("field", expected));
    }

    @Test
    void notANumberStaysADouble() throws Exception {
        assertThat(database.value("SELECT 'nan'::DOUBLE")).isEqualTo(Double.NaN);
        assertThat(database.value("SELECT ['nan'::FLOAT]")).isEqualTo(List.of(Double.NaN));
    }

    @Test
    void oneResultMayHaveManyColumnsAndBatches() throws Exception {
        var rows = database.run("SELECT range, 'n' || range, [range], NULL FROM range(5000) ORDER BY range");

        assertThat(rows).hasSize(5000);
        assertThat(rows.get(4321)).containsExactly(4321L, "n4321", List.of(4321L), null);
    }
}
