package dev.mxcp.plugin.lang.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of pandas, numpy and pydantic, as results and inside of results. */
@ParameterizedClass
@EnumSource(JsonLibrary.class)
class PythonLibrariesTest {

    private static final LocalDate DAY = LocalDate.of(2024, 1, 31);
    private static final String IMPORTS = """
            import datetime, decimal
            import numpy as np, pandas as pd
            """;

    @Parameter
    private JsonLibrary json;

    @TempDir
    private Path root;

    private TestingPython python;

    @BeforeEach
    void start() {
        python = json.withLibraries(root);
    }

    @AfterEach
    void stop() {
        python.close();
    }

    private @Nullable Object value(String expression) throws Exception {
        return TestingPython.run(python.inline(IMPORTS + "return " + expression), Map.of());
    }

    @Test
    void whatIsMissingIsNull() throws Exception {
        assertThat(value("[pd.NaT, pd.NA, np.datetime64('NaT'), np.timedelta64('NaT')]"))
                .isEqualTo(Arrays.asList(null, null, null, null));
        assertThat(value("{'s': pd.Series([1, None]), 'm': np.ma.array([1, 2], mask=[0, 1])}"))
                .isEqualTo(Map.of("s", Arrays.asList(1.0, null), "m", Arrays.asList(1L, null)));
    }

    @Test
    void timesKeepTheirDigits() throws Exception {
        assertThat(value("pd.Timestamp('2024-01-31T10:11:12.123456789')"))
                .isEqualTo(LocalDateTime.parse("2024-01-31T10:11:12.123456789"));
        assertThat(value("pd.Timestamp('2024-01-31T10:11:12', tz='Europe/Berlin')"))
                .isEqualTo(OffsetDateTime.parse("2024-01-31T10:11:12+01:00"));
        assertThat(value("[pd.Timedelta('1500ms'), np.timedelta64(1500, 'ms'), np.timedelta64(1500000, 'ns')]"))
                .isEqualTo(List.of(Duration.ofMillis(1_500), Duration.ofMillis(1_500), Duration.ofNanos(1_500_000)));
        assertThat(value("[np.datetime64('2024-01-31'), np.datetime64('2024-01-31T10:11:12.123456789')]"))
                .isEqualTo(List.of(DAY, LocalDateTime.parse("2024-01-31T10:11:12.123456")));
        assertThat(value("np.array(['2024-01-31', 'NaT'], dtype='datetime64[ns]')"))
                .isEqualTo(Arrays.asList(DAY.atStartOfDay(), null));
    }

    @Test
    void scalarsAndArraysOfNumpyArePlain() throws Exception {
        assertThat(value("[np.int64(7), np.float32(0.5), np.bool_(True), np.str_('s'), np.uint64(2**64 - 1)]"))
                .isEqualTo(List.of(7L, 0.5, true, "s", BigInteger.TWO.pow(64).subtract(BigInteger.ONE)));
        assertThat(value("[np.arange(4).reshape(2, 2), np.array([]), np.array(5)]"))
                .isEqualTo(List.of(List.of(List.of(0L, 1L), List.of(2L, 3L)), List.of(), 5L));
        assertThat(
                        value(
                                "np.array([(1, 'a', (2, 3))], dtype=[('id', 'i4'), ('name', 'U5'), ('p', [('x', 'i4'), ('y', 'i4')])])"))
                .isEqualTo(List.of(Map.of("id", 1L, "name", "a", "p", Map.of("x", 2L, "y", 3L))));
    }

    @Test
    void aFrameIsItsRowsWithNullsForAllThatIsMissing() throws Exception {
        var rows = value("""
                pd.DataFrame({
                    "i": [1, None], "s": ["a", None], "d": pd.to_datetime(["2024-01-31", None]),
                    "c": pd.Categorical(["x", None]), "n": pd.array([1, None], dtype="Int64"),
                    "b": pd.array([True, None], dtype="boolean"), "dec": [decimal.Decimal("1.10"), None],
                })""");

        assertThat(rows)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .satisfiesExactly(
                        full -> assertThat(full)
                                .isEqualTo(Map.of(
                                        "i",
                                        1.0,
                                        "s",
                                        "a",
                                        "d",
                                        DAY.atStartOfDay(),
                                        "c",
                                        "x",
                                        "n",
                                        1L,
                                        "b",
                                        true,
                                        "dec",
                                        new BigDecimal("1.10"))),
                        empty -> assertThat(((Map<?, ?>) empty).values())
                                .hasSize(7)
                                .containsOnlyNulls());
        assertThat(value("{'a': [pd.DataFrame({'l': [[1, pd.Timestamp('2024-01-31')]]})], 'e': pd.DataFrame()}"))
                .isEqualTo(Map.of("a", List.of(List.of(Map.of("l", List.of(1L, DAY.atStartOfDay())))), "e", List.of()));
    }

    @Test
    void modelsArePlainWhereverTheyAre() throws Exception {
        TestingPython.write(root, "models.py", """
                import datetime, decimal
                from pydantic import BaseModel

                class Line(BaseModel):
                    day: datetime.date
                    amount: decimal.Decimal

                class Bill(BaseModel):
                    lines: list[Line]

                line = Line(day="2024-01-31", amount="1.10")
                """);
        var line = Map.of("day", DAY, "amount", new BigDecimal("1.10"));

        assertThat(TestingPython.run(python.inline("import models\nreturn models.line"), Map.of()))
                .isEqualTo(line);
        assertThat(TestingPython.run(
                        python.inline(
                                "import models as m\nreturn {'b': [m.Bill(lines=[m.line])], 'f': pd.DataFrame({'m': [m.line]})}"),
                        Map.of()))
                .isEqualTo(Map.of("b", List.of(Map.of("lines", List.of(line))), "f", List.of(Map.of("m", line))));
    }

    @Test
    void whatHasNoCounterpartIsRefusedInWords() throws Exception {
        for (var refused : Map.of(
                        "pd.DataFrame([[1, 2]], columns=['a', 'a'])", "two columns of the same name",
                        "pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([('a', 'b')]))", "a key of type tuple",
                        "[pd.Period('2024-01')]", "pandas.Period cannot be sent",
                        "np.complex128(1j)", "a complex number",
                        "[np.longdouble('1.5')]", "numpy.longdouble cannot be sent",
                        "np.datetime64('20240-01-01')", "beyond the year 9999",
                        "np.array([3], dtype='timedelta64[M]')", "a timedelta64 of months")
                .entrySet()) {
            assertThatThrownBy(() -> value(refused.getKey()))
                    .as(refused.getKey())
                    .hasMessageContaining(refused.getValue());
        }
    }
}
