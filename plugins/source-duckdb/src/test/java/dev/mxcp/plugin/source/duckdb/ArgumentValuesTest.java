package dev.mxcp.plugin.source.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
class ArgumentValuesTest {

    private TestingDatabase database;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        database = TestingDatabase.open(directory);
        database.run("CREATE TABLE t AS SELECT range AS i FROM range(10)");
    }

    @AfterAll
    void close() {
        database.close();
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, null),
                Arguments.of(true, true),
                Arguments.of(42L, 42L),
                Arguments.of(42, 42L),
                Arguments.of(new BigInteger("12345678901234567890"), new BigDecimal("12345678901234567890")),
                Arguments.of(1.5, 1.5),
                Arguments.of(new BigDecimal("1.250"), new BigDecimal("1.250")),
                Arguments.of(new BigDecimal("1E+3"), new BigDecimal("1000")),
                Arguments.of(new BigDecimal("0.001"), new BigDecimal("0.001")),
                Arguments.of(
                        new BigDecimal("1234567890123456789012345678901234567890.5"),
                        "1234567890123456789012345678901234567890.5"),
                Arguments.of("it's $1; --", "it's $1; --"),
                Arguments.of(new byte[] {0, 1, -1}, new byte[] {0, 1, -1}),
                Arguments.of(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 2, 29)),
                Arguments.of(LocalTime.of(10, 11, 12), LocalTime.of(10, 11, 12)),
                Arguments.of(LocalDateTime.of(2024, 3, 10, 2, 30), LocalDateTime.of(2024, 3, 10, 2, 30)),
                Arguments.of(
                        OffsetDateTime.parse("2024-01-01T03:00:00+03:00"),
                        OffsetDateTime.parse("2024-01-01T00:00:00Z")),
                Arguments.of(Instant.parse("2024-01-01T00:00:00Z"), OffsetDateTime.parse("2024-01-01T00:00:00Z")),
                Arguments.of(
                        UUID.fromString("550e8400-e29b-41d4-a716-446655440000"),
                        "550e8400-e29b-41d4-a716-446655440000"),
                Arguments.of(List.of(), List.of()),
                Arguments.of(List.of(1L, 2L), List.of(1L, 2L)),
                Arguments.of(Arrays.asList(1L, null), Arrays.asList(1L, null)),
                Arguments.of(Collections.singletonList(null), Collections.singletonList(null)),
                Arguments.of(List.of(1L, 2.5), List.of(1.0, 2.5)),
                Arguments.of(List.of(1L, new BigDecimal("2.5")), List.of(new BigDecimal("1.0"), new BigDecimal("2.5"))),
                Arguments.of(List.of("a", 1L), List.of("a", "1")),
                Arguments.of(List.of(List.of(1L), List.of()), List.of(List.of(1L), List.of())),
                Arguments.of(List.of(true, false), List.of(true, false)),
                Arguments.of(List.of(LocalDate.of(2024, 1, 1)), List.of(LocalDate.of(2024, 1, 1))),
                Arguments.of(List.of(new byte[] {1}), List.of(new byte[] {1})),
                Arguments.of(List.of(Duration.ofSeconds(90)), List.of("PT1M30S")),
                Arguments.of(List.of("a", List.of(1L)), List.of("a", List.of(1L))),
                Arguments.of(
                        map("a", 1L, "b c\"d", List.of("x"), "e", map("f", null)),
                        map("a", 1L, "b c\"d", List.of("x"), "e", map("f", null))),
                Arguments.of(
                        List.of(map("a", 1L), map("b", "x")),
                        List.of(map("a", 1L, "b", null), map("a", null, "b", "x"))));
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
    void everyPlainValueCanBeBound(@Nullable Object value, @Nullable Object expected) throws Exception {
        assertThat(database.value("SELECT $v", Collections.singletonMap("v", value)))
                .usingRecursiveComparison()
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyPlainValueCanBeBoundInsideOfAnObject(@Nullable Object value, @Nullable Object expected) throws Exception {
        var object = map("field", value, "other", 1L);

        assertThat(database.value("SELECT $v", Map.of("v", object)))
                .usingRecursiveComparison()
                .isEqualTo(map("field", expected, "other", 1L));
        assertThat(database.value("SELECT $v.field", Map.of("v", object)))
                .usingRecursiveComparison()
                .isEqualTo(expected);
    }

    @Test
    void aListSelectsRows() throws Exception {
        var sql = "SELECT i FROM t WHERE i IN (SELECT unnest($ids)) ORDER BY i";

        assertThat(database.run(sql, Map.of("ids", List.of(3L, 5L)))).containsExactly(List.of(3L), List.of(5L));
        assertThat(database.run(sql, Map.of("ids", List.of()))).isEmpty();
    }

    @Test
    void anEmptyListFitsWhereverAListDoes() throws Exception {
        for (var condition :
                List.of("list_contains($ids, i)", "i = ANY($ids)", "i IN $ids", "i IN (SELECT unnest($ids))")) {
            var sql = "SELECT count(*) FROM t WHERE " + condition;
            assertThat(database.value(sql, Map.of("ids", List.of())))
                    .as(condition)
                    .isEqualTo(0L);
            assertThat(database.value(sql, Map.of("ids", List.of(1L, 2L))))
                    .as(condition)
                    .isEqualTo(2L);
        }
    }

    @Test
    void aDurationIsAnInterval() throws Exception {
        assertThat(database.value(
                        "SELECT TIMESTAMP '2024-01-01' + $d::INTERVAL", Map.of("d", Duration.ofMillis(90_500))))
                .isEqualTo(LocalDateTime.of(2024, 1, 1, 0, 1, 30, 500_000_000));
    }

    @Test
    void anObjectCanBecomeJsonOrMap() throws Exception {
        var object = map("a", 1L, "b", List.of(true));

        assertThat(database.value("SELECT $v::JSON", Map.of("v", object))).isEqualTo(object);
        assertThat(database.value("SELECT to_json($v)", Map.of("v", object))).isEqualTo(object);
        assertThat(database.value("SELECT $v::MAP(VARCHAR, BIGINT)", Map.of("v", Map.of("a", 1L))))
                .isEqualTo(Map.of("a", 1L));
        assertThat(database.value("SELECT $v::JSON", Map.of("v", Map.of()))).isEqualTo(Map.of());
    }

    @Test
    void numbersAndTextsFollowTheTypeOfTheColumn() throws Exception {
        assertThat(database.value("SELECT count(*) FROM t WHERE i < $x", Map.of("x", 2.5)))
                .isEqualTo(3L);
        assertThat(database.value("SELECT count(*) FROM t WHERE i = $x", Map.of("x", "7")))
                .isEqualTo(1L);
        assertThat(database.value("SELECT $x::TIMESTAMPTZ", Map.of("x", "2024-01-01T00:00:00Z")))
                .isEqualTo(OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));
    }
}
