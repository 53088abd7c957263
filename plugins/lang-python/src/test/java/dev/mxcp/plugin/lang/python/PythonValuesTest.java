package dev.mxcp.plugin.lang.python;

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
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Values go to Python and come back as they were, whatever library writes and reads them. */
@ParameterizedClass
@EnumSource(JsonLibrary.class)
class PythonValuesTest {

    private static final List<@Nullable Object> VALUES = Arrays.asList(
            null,
            true,
            0L,
            Long.MIN_VALUE,
            new BigInteger("123456789012345678901234567890"),
            1.0,
            -0.1,
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            new BigDecimal("1.10"),
            new BigDecimal("-12345678901234567890.000000001"),
            "",
            "Grüße, 世界 🙂 \" \\ \u0000 $:date",
            LocalDate.of(2024, 2, 29),
            LocalTime.of(10, 11, 12, 13_000),
            LocalTime.MIDNIGHT,
            OffsetTime.parse("10:11:12+02:00"),
            LocalDateTime.of(2024, 1, 31, 0, 0),
            LocalDateTime.of(2024, 1, 31, 23, 59, 59, 999_999_000),
            OffsetDateTime.parse("2024-01-31T10:11:12.000013-03:30"),
            OffsetDateTime.parse("2024-01-31T10:11:12Z"),
            Duration.ofMillis(-1_500),
            Long.MAX_VALUE,
            BigInteger.TWO.pow(63),
            BigInteger.TWO.pow(64).negate(),
            5e-324,
            1e16,
            "null",
            Arrays.asList(null, Double.NaN),
            Arrays.asList(null, new BigDecimal("1.10"), List.of(Map.of("deep", Double.POSITIVE_INFINITY))),
            Map.of("$:int", "1"),
            List.of(),
            List.of(1L, List.of("a", Map.of("b", LocalDate.EPOCH))),
            Map.of(),
            Map.of("$:date", "2024-01-01"),
            Map.of("$:date", LocalDate.EPOCH, "other", "$:x"));

    @Parameter
    private JsonLibrary json;

    @TempDir
    private Path root;

    @Test
    void everyValueComesBackAsItWas() throws Exception {
        try (var python = json.in(root)) {
            var echo = python.inline("return value", "value");
            for (var value : VALUES) {
                assertThat(TestingPython.run(echo, arguments(value))).isEqualTo(value);
            }
            assertThat(TestingPython.run(echo, arguments(VALUES))).isEqualTo(VALUES);
        }
    }

    @Test
    void bytesComeBackAsTheyWere() throws Exception {
        try (var python = json.in(root)) {
            assertThat(TestingPython.run(
                            python.inline("return value", "value"), arguments(new byte[] {0, (byte) 0xff, 10})))
                    .isEqualTo(new byte[] {0, (byte) 0xff, 10});
        }
    }

    @Test
    void aMomentWithoutAZoneOfItsOwnHasAnOffsetAfterwards() throws Exception {
        try (var python = json.in(root)) {
            assertThat(TestingPython.run(
                            python.inline("return value", "value"), arguments(Instant.parse("2024-01-31T10:00:00Z"))))
                    .isEqualTo(OffsetDateTime.parse("2024-01-31T10:00:00Z"));
        }
    }

    @Test
    void whatPythonHasOnlyBecomesWhatIsNearest() throws Exception {
        try (var python = json.in(root)) {
            var answer = python.inline("""
                    import collections, dataclasses, decimal, enum, uuid

                    class Colour(enum.Enum):
                        RED = "red"

                    @dataclasses.dataclass
                    class Point:
                        x: int
                        y: int

                    return [
                        (1, 2), frozenset([3]), range(2), Colour.RED, Point(1, 2), {1: "one"},
                        uuid.UUID(int=1), 2 ** 100, decimal.Decimal("NaN"), collections.OrderedDict(a=1),
                        [None, decimal.Decimal("NaN")], [None, Point(1, float("inf"))], {Colour.RED: 2 ** 64},
                    ]
                    """);

            assertThat(TestingPython.run(answer, Map.of()))
                    .isEqualTo(List.of(
                            List.of(1L, 2L),
                            List.of(3L),
                            List.of(0L, 1L),
                            "red",
                            Map.of("x", 1L, "y", 2L),
                            Map.of("1", "one"),
                            "00000000-0000-0000-0000-000000000001",
                            BigInteger.TWO.pow(100),
                            Double.NaN,
                            Map.of("a", 1L),
                            Arrays.asList(null, Double.NaN),
                            Arrays.asList(null, Map.of("x", 1L, "y", Double.POSITIVE_INFINITY)),
                            Map.of("red", BigInteger.TWO.pow(64))));
        }
    }

    private static Map<String, @Nullable Object> arguments(@Nullable Object value) {
        var arguments = new LinkedHashMap<String, @Nullable Object>();
        arguments.put("value", value);
        return arguments;
    }
}
