package dev.mxcp.core.type;

import static dev.mxcp.core.type.TestingType.array;
import static dev.mxcp.core.type.TestingType.bool;
import static dev.mxcp.core.type.TestingType.integer;
import static dev.mxcp.core.type.TestingType.number;
import static dev.mxcp.core.type.TestingType.object;
import static dev.mxcp.core.type.TestingType.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.type.Parameters.Conversion;
import dev.mxcp.core.type.TypeDefinition.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void absentArgumentsGetTheirDefaults() {
        var parameters = parameters(Map.of("limit", integer().orElse(10), "since", string().orElse(null)));

        assertThat(parameters.convert(Map.of()).values())
                .containsEntry("limit", 10L)
                .containsEntry("since", null);
    }

    @Test
    void aParameterWithoutDefaultMustBeGiven() {
        assertThat(parameters(Map.of("name", string())).convert(Map.of()).problems())
                .containsExactly("Required parameter missing: name");
    }

    @Test
    void unknownArgumentsAreRefusedWithTheNamesThatExist() {
        var parameters = parameters(Map.of("name", string().orElse("x")));

        assertThat(parameters.convert(Map.of("nmae", "y")).problems())
                .containsExactly("Unknown parameter: nmae; known are name");
        assertThat(parameters(Map.of()).convert(Map.of("a", 1)).problems())
                .containsExactly("Unknown parameter: a; there are no parameters");
    }

    @Test
    void everyProblemIsReported() {
        var parameters = Parameters.compile(List.of(
                new ParameterDefinition("count", integer().build()),
                new ParameterDefinition("day", string(Format.DATE).build()),
                new ParameterDefinition("name", string().build())));

        assertThat(parameters.convert(Map.of("count", "x", "day", "2024-02-30")).problems())
                .containsExactly(
                        "Error validating parameter 'count': Expected integer, got str",
                        "Error validating parameter 'day': Invalid date: expected an existing day as YYYY-MM-DD, such as"
                                + " 2024-02-29",
                        "Required parameter missing: name");
    }

    @Test
    void whatCouldBeConvertedIsThereBesideTheProblems() {
        var parameters = Parameters.compile(List.of(
                new ParameterDefinition("a", integer().build()),
                new ParameterDefinition("b", integer().build())));

        assertThat(parameters.convert(Map.of("a", "x", "b", "7")).values()).isEqualTo(Map.of("b", 7L));
    }

    @Test
    void problemsNameThePathInNestedValues() {
        var type = object().property("zip", string().with("minLength", 5)).property("tags", array(integer()));

        assertThat(convert(type, Map.of("zip", "1", "tags", List.of(1, 2, "x"))).problems())
                .containsExactly(
                        "Error validating parameter 'p.zip': String must be at least 5 characters long",
                        "Error validating parameter 'p.tags[2]': Expected integer, got str");
    }

    @Test
    void aFloodOfProblemsIsCutOff() {
        assertThat(convert(array(integer()), Collections.nCopies(1_000, "x")).problems())
                .hasSize(26)
                .last()
                .isEqualTo("... and 975 more problems");
    }

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

    @Test
    void arraysAndObjectsMayComeAsJsonText() {
        assertThatValue(array(integer()), "[1, \"2\"]").isEqualTo(List.of(1L, 2L));
        assertThatValue(object(), "{\"a\": 1.5}").isEqualTo(Map.of("a", 1.5));
        assertThatProblem(array(), "{}").isEqualTo("Expected array, got object");
        assertThatProblem(object(), "[]").isEqualTo("Expected object, got array");
        assertThatProblem(object(), "{\"a\":1,\"a\":2}").startsWith("Invalid JSON object: not valid JSON");
        assertThatProblem(array(), "a,b").startsWith("Invalid JSON array: not valid JSON");
        assertThatProblem(array(), 5).isEqualTo("Expected array, got integer");
    }

    @Test
    void arraysAreCountedAndComparedByValue() {
        assertThatProblem(array().with("minItems", 1), List.of()).isEqualTo("Array must have at least 1 items");
        assertThatProblem(array().with("maxItems", 1), List.of(1, 2)).isEqualTo("Array must have at most 1 items");
        assertThatProblem(array().unique(), List.of(1, new BigDecimal("1.0")))
                .isEqualTo("Array must contain unique items");
        assertThatValue(array().unique(), List.of(1, "1")).isEqualTo(List.of(1L, "1"));
    }

    @Test
    void objectsGetDefaultsAndNullsForWhatIsAbsent() {
        var type = object().property("x", integer())
                .property("y", string())
                .property("z", integer().orElse("3"))
                .required("x");

        assertThatValue(type, Map.of("x", "1", "extra", 2))
                .isEqualTo(entries("x", 1L, "y", null, "z", 3L, "extra", 2L));
        assertThatProblem(type, Map.of()).isEqualTo("Missing required properties: x");
        assertThatProblem(type.strict(), Map.of("x", 1, "w", 1)).isEqualTo("Unexpected property: w");
    }

    @Test
    void anOptionalPropertyMayBeNullWhateverItsType() {
        var type = object().property("a", array()).property("e", string().oneOf("v"));

        assertThatValue(type, entries("a", null, "e", null)).isEqualTo(entries("a", null, "e", null));
    }

    @Test
    void hostileDepthIsRefusedWithoutOverflow() {
        Object deep = List.of();
        for (int i = 0; i < 10_000; i++) {
            deep = List.of(deep);
        }
        assertThat(convert(array(), deep).problems())
                .singleElement()
                .asString()
                .endsWith("Nested deeper than 64 levels");
        assertThatProblem(array(), "[".repeat(100_000)).startsWith("Invalid JSON array");
    }

    @Test
    void aDefaultThatDoesNotFitFailsTheCall() {
        assertThat(parameters(Map.of("p", integer().orElse("x")))
                        .convert(Map.of())
                        .problems())
                .singleElement()
                .asString()
                .contains("default does not fit its own type");
    }

    @Test
    void valuesCannotBeChangedByWhoeverGetsThem() {
        var list = (List<?>) convert(array(), List.of(1)).values().get("p");

        assertThat(list).isUnmodifiable();
    }

    private static ObjectAssert<@Nullable Object> assertThatValue(TestingType type, @Nullable Object raw) {
        var conversion = convert(type, raw);
        assertThat(conversion.problems()).isEmpty();
        return assertThat(conversion.values().get("p"));
    }

    private static AbstractStringAssert<?> assertThatProblem(TestingType type, @Nullable Object raw) {
        var problems = convert(type, raw).problems();
        assertThat(problems).hasSize(1);
        return assertThat(problems.getFirst().replace("Error validating parameter 'p': ", ""));
    }

    private static Conversion convert(TestingType type, @Nullable Object raw) {
        return parameters(Map.of("p", type)).convert(Collections.singletonMap("p", raw));
    }

    private static Parameters parameters(Map<String, TestingType> types) {
        var definitions = new ArrayList<ParameterDefinition>();
        types.forEach((name, type) -> definitions.add(new ParameterDefinition(name, type.build())));
        return Parameters.compile(definitions);
    }

    private static Map<String, @Nullable Object> entries(@Nullable Object... keysAndValues) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        var parts = Arrays.asList(keysAndValues);
        for (int i = 0; i < parts.size(); i += 2) {
            result.put(String.valueOf(parts.get(i)), parts.get(i + 1));
        }
        return result;
    }
}
