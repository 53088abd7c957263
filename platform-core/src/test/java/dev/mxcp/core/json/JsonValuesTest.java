package dev.mxcp.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.spi.PlatformException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

    @Test
    void datesAndTimesAreIsoTextWithSeconds() {
        assertThat(JsonValues.render(LocalDate.of(2024, 1, 1))).isEqualTo("2024-01-01");
        assertThat(JsonValues.render(LocalTime.of(10, 11))).isEqualTo("10:11:00");
        assertThat(JsonValues.render(LocalDateTime.of(2024, 1, 1, 0, 0))).isEqualTo("2024-01-01T00:00:00");
        assertThat(JsonValues.render(OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.ofHours(2))))
                .isEqualTo("2024-01-01T00:00:00+02:00");
        assertThat(JsonValues.render(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(JsonValues.render(Duration.ofSeconds(90))).isEqualTo("PT1M30S");
        assertThat(JsonValues.render(Period.ofMonths(2))).isEqualTo("P2M");
    }

    @Test
    void numbersKeepTheirDigitsAndNothingIsNaN() {
        var value = Arrays.asList(
                new BigDecimal("123456789012345678.90"),
                BigInteger.TWO.pow(64),
                Double.NaN,
                Float.POSITIVE_INFINITY,
                0.1f,
                1e20);

        assertThat(Json.write(JsonValues.render(value)))
                .isEqualTo("[123456789012345678.90,18446744073709551616,null,null,0.1,1.0E20]");
    }

    @Test
    void bytesUuidsAndOddKeysHaveAForm() {
        var id = UUID.fromString("00000000-0000-0000-0000-000000000001");
        var map = new LinkedHashMap<Object, Object>();
        map.put(1L, new byte[] {1, 2});
        map.put(LocalDate.EPOCH, id);

        assertThat(JsonValues.render(map)).isEqualTo(Map.of("1", "AQI=", "1970-01-01", id.toString()));
        assertThat(JsonValues.render(new int[] {1, 2})).isEqualTo(List.of(1L, 2L));
    }

    @Test
    void halfACharacterDoesNotBreakTheAnswer() {
        assertThat(JsonValues.render("a\uD83Db \uD83D\uDE00")).isEqualTo("a\uFFFDb \uD83D\uDE00");
    }

    @Test
    void aValueWithoutJsonFormIsRefusedByName() {
        assertThatThrownBy(() -> JsonValues.render(new Object()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("Java type Object");
    }

    @Test
    void jsonIsReadStrictlyAndExactly() throws JsonException {
        assertThat(Json.read("[1, 18446744073709551616, 0.10]"))
                .isEqualTo(List.of(1L, BigInteger.TWO.pow(64), new BigDecimal("0.10")));
        for (var text : List.of("{\"a\":1,\"a\":2}", "[1] 2", "[NaN]", "{'a':1}", "", "[".repeat(1_000))) {
            assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonException.class);
        }
    }

    @Test
    void prettyTextIsIndentedByTwo() {
        var value = new LinkedHashMap<String, Object>();
        value.put("a", List.of(1L, 2L));
        value.put("b", Map.of());
        value.put("c", List.of());

        assertThat(Json.pretty(value)).isEqualTo("""
                {
                  "a": [
                    1,
                    2
                  ],
                  "b": {},
                  "c": []
                }""");
    }
}
