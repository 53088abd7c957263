package dev.mxcp.core.type;

import static dev.mxcp.core.type.TestingParameters.assertThatProblem;
import static dev.mxcp.core.type.TestingParameters.assertThatValue;
import static dev.mxcp.core.type.TestingParameters.convert;
import static dev.mxcp.core.type.TestingType.array;
import static dev.mxcp.core.type.TestingType.bool;
import static dev.mxcp.core.type.TestingType.integer;
import static dev.mxcp.core.type.TestingType.number;
import static dev.mxcp.core.type.TestingType.object;
import static dev.mxcp.core.type.TestingType.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.type.TypeDefinition.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, flags, texts and their formats. */
class ScalarConversionTest {

    @ParameterizedTest
    @CsvSource({"7,7", "' 7 ',7", "+7,7", "7.0,7", "1e2,100", "-0,0"})
    void integersMayComeAsText(String text, long expected) {
        assertThatValue(integer(), text).isEqualTo(expected);
    }

    @Test
    void integersMayComeAsWholeNumbersAndBooleans() {
        assertThatValue(integer(), 5.0).isEqualTo(5L);
        assertThatValue(integer(), new BigDecimal("5.00")).isEqualTo(5L);
        assertThatValue(integer(), true).isEqualTo(1L);
        assertThatValue(integer(), new BigInteger("9223372036854775808"))
                .isEqualTo(new BigInteger("9223372036854775808"));
    }

    @Test
    void anIntegerIsNeverCutOffAFraction() {
        assertThatProblem(integer(), 5.7).isEqualTo("Expected integer, got a number with a fractional part");
        assertThatProblem(integer(), "5.7").isEqualTo("Expected integer, got a number with a fractional part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "inf", "Infinity", "", "x", "0x10", "1_000", "1e99999", "٣"})
    void textThatIsNoFiniteNumberIsRefused(String text) {
        assertThatProblem(number(), text).isEqualTo("Expected number, got str");
    }

    @Test
    void numbersThatAreNotFiniteOrAbsurdlyBigAreRefused() {
        assertThatProblem(number(), Double.NaN).isEqualTo("Expected a finite number of a reasonable size");
        assertThatProblem(number(), Double.POSITIVE_INFINITY)
                .isEqualTo("Expected a finite number of a reasonable size");
        assertThatProblem(integer(), new BigDecimal("1e1000000"))
                .isEqualTo("Expected a finite number of a reasonable size");
    }

    @Test
    void aNumberBeyondDoubleKeepsItsDigits() {
        assertThatValue(number(), "0.1").isEqualTo(0.1);
        assertThatValue(number(), 3L).isEqualTo(3.0);
        assertThatValue(number(), new BigDecimal("0.12345678901234567890123"))
                .isEqualTo(new BigDecimal("0.12345678901234567890123"));
        assertThatValue(number(), 9_007_199_254_740_993L).isEqualTo(new BigDecimal("9007199254740993"));
    }

    @Test
    void boundsAreComparedExactly() {
        var price = number().with("minimum", "0.1").with("maximum", "0.3").with("multipleOf", "0.1");

        assertThatValue(price, 0.3).isEqualTo(0.3);
        assertThat(convert(price, "0.35").problems())
                .containsExactly(
                        "Error validating parameter 'p': Value must be multiple of 0.1",
                        "Error validating parameter 'p': Value must be <= 0.3");
        assertThatProblem(integer().with("exclusiveMinimum", "1"), 1).isEqualTo("Value must be > 1");
        assertThatProblem(integer().with("exclusiveMaximum", "1"), 1).isEqualTo("Value must be < 1");
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "ON,true", "1,true", "T,true", "no,false", "off,false", "0,false", "False,false"})
    void booleansMayComeAsWords(String word, boolean expected) {
        assertThatValue(bool(), word).isEqualTo(expected);
    }

    @Test
    void whatIsNoBooleanIsNeverSilentlyFalse() {
        assertThatProblem(bool(), "maybe").isEqualTo("Expected boolean: true or false");
        assertThatProblem(bool(), "").isEqualTo("Expected boolean: true or false");
        assertThatProblem(bool(), 2).isEqualTo("Expected boolean: true or false");
        assertThatProblem(bool(), List.of()).isEqualTo("Expected boolean, got list");
    }

    @Test
    void numbersAndBooleansBecomeText() {
        assertThatValue(string(), 5).isEqualTo("5");
        assertThatValue(string(), 1.5).isEqualTo("1.5");
        assertThatValue(string(), true).isEqualTo("true");
        assertThatValue(string(), LocalDate.of(2024, 1, 2)).isEqualTo("2024-01-02");
        assertThatProblem(string(), List.of(1)).isEqualTo("Expected string, got array");
    }

    @Test
    void lengthsCountCharactersAndHoldForFormatsToo() {
        assertThatValue(string().with("maxLength", 1), "😀").isEqualTo("😀");
        assertThatProblem(string(Format.EMAIL).with("maxLength", 5), "ada@example.org")
                .isEqualTo("String must be at most 5 characters long");
    }

    @Test
    void aPatternIsSearchedForAndCannotBeMadeToTakeLong() {
        assertThatValue(string().pattern("b+"), "abc").isEqualTo("abc");
        assertThatProblem(string().pattern("^b"), "abc").isEqualTo("String should match pattern '^b'");
        assertThatProblem(string().pattern("^(a+)+$"), "a".repeat(5_000) + "!")
                .isEqualTo("String should match pattern '^(a+)+$'");
    }

    @Test
    void formatsBecomeCalendarValues() {
        assertThatValue(string(Format.DATE), "2024-02-29").isEqualTo(LocalDate.of(2024, 2, 29));
        assertThatValue(string(Format.TIME), "18:30:05").isEqualTo(LocalTime.of(18, 30, 5));
        assertThatValue(string(Format.DATE_TIME), "2024-01-02T03:04:05Z")
                .isEqualTo(OffsetDateTime.of(2024, 1, 2, 3, 4, 5, 0, ZoneOffset.UTC));
        assertThatValue(string(Format.DATE_TIME), "2024-01-02 03:04:05")
                .isEqualTo(LocalDateTime.of(2024, 1, 2, 3, 4, 5));
        assertThatValue(string(Format.DATE_TIME), "2024-01-02").isEqualTo(LocalDateTime.of(2024, 1, 2, 0, 0));
        assertThatValue(string(Format.TIMESTAMP), "0.5")
                .isEqualTo(OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 500_000_000, ZoneOffset.UTC));
        assertThatValue(string(Format.TIMESTAMP), 1709231400)
                .isEqualTo(OffsetDateTime.of(2024, 2, 29, 18, 30, 0, 0, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource({
        "DATE,2024-1-5",
        "DATE,2023-02-29",
        "DATE,bad",
        "DATE,2024-01-01T00:00:00",
        "TIME,25:00:00",
        "TIME,10",
        "DATE_TIME,2024-13-01T00:00:00Z",
        "DATE_TIME,2024-01-01T24:00:00",
        "TIMESTAMP,soon",
        "TIMESTAMP,1e30",
        "EMAIL,ada",
        "EMAIL,a@b",
        "EMAIL,a@b.c d",
        "URI,example.org",
        "URI,'http://a b'",
        "DURATION,P",
        "DURATION,PT",
        "DURATION,1D",
        "DURATION,P1"
    })
    void formatsAreStrict(Format format, String text) {
        assertThat(convert(string(format), text).problems()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1Y2M3DT4H5M6S", "P2W", "PT0.5S", "P1DT12H", "PT-6H", "-P1D"})
    void durationsHaveWeeksFractionsAndSigns(String text) {
        assertThatValue(string(Format.DURATION), text).isEqualTo(text);
    }

    @Test
    void anEnumHoldsForTheConvertedValue() {
        assertThatValue(integer().oneOf(1, 2), "2").isEqualTo(2L);
        assertThatValue(string(Format.DATE).oneOf("2024-01-01"), "2024-01-01").isEqualTo(LocalDate.of(2024, 1, 1));
        assertThat(convert(string().oneOf("a", "b"), "c").problems())
                .containsExactly("Invalid value for p. Must be one of: ['a', 'b']");
        assertThat(convert(object().property("s", string().oneOf("a")), Map.of("s", "c"))
                        .problems())
                .containsExactly("Invalid value for p.s. Must be one of: ['a']");
    }

    @Test
    void nullIsAValueForScalarsOnly() {
        assertThatValue(string(), null).isNull();
        assertThatValue(integer().with("minimum", "1"), null).isNull();
        assertThatValue(string().with("minLength", 1), null).isNull();
        assertThatValue(array().orElse(null), null).isNull();
        assertThatProblem(array(), null).isEqualTo("Expected array, got null");
        assertThatProblem(object(), null).isEqualTo("Expected object, got null");
        assertThat(convert(string().oneOf("a"), null).problems()).hasSize(1);
        assertThatValue(string().oneOf("a", null), null).isNull();
        assertThatValue(string().oneOf("a").orElse(null), null).isNull();
    }
}
