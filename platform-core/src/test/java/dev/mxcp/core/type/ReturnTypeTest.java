package dev.mxcp.core.type;

import static dev.mxcp.core.type.TestingType.array;
import static dev.mxcp.core.type.TestingType.bool;
import static dev.mxcp.core.type.TestingType.integer;
import static dev.mxcp.core.type.TestingType.number;
import static dev.mxcp.core.type.TestingType.object;
import static dev.mxcp.core.type.TestingType.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mxcp.core.type.TypeDefinition.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReturnTypeTest {

    @Test
    void oneRowBecomesTheObjectOrTheScalar() throws MismatchException {
        assertThat(type(object()).shape(List.of(Map.of("x", 1L)))).isEqualTo(Map.of("x", 1L));
        assertThat(type(integer()).shape(List.of(Map.of("x", 1L)))).isEqualTo(1L);
        assertThat(type(integer()).shape(List.of(7L))).isEqualTo(7L);
        assertThat(type(array()).shape(List.of())).isEqualTo(List.of());
        assertThat(type(string()).shape("text")).isEqualTo("text");
    }

    @Test
    void whatCannotBeShapedSaysWhy() {
        assertThatThrownBy(() -> type(object()).shape(List.of())).hasMessage("No results returned");
        assertThatThrownBy(() -> type(object()).shape(List.of(Map.of(), Map.of())))
                .hasMessage("Expected single result for return type 'object', but got 2 results");
        assertThatThrownBy(() -> type(string()).shape(List.of(Map.of("a", 1L, "b", 2L))))
                .hasMessage("Expected single value for return type 'string', but got 2 values");
    }

    @Test
    void resultsAreNotConverted() {
        assertThat(check(integer(), "5")).containsExactly("Expected integer, got str");
        assertThat(check(string(), 5L)).containsExactly("Expected string, got int");
        assertThat(check(bool(), 1L)).containsExactly("Expected boolean, got int");
        assertThat(check(number(), true)).containsExactly("Expected number, got bool");
        assertThat(check(integer(), 5.5)).containsExactly("Expected integer, got float");
        assertThat(check(object(), List.of())).containsExactly("Expected object, got list");
    }

    @Test
    void wholeNumbersAreIntegersWhateverTheirJavaType() {
        assertThat(check(integer(), 5.0)).isEmpty();
        assertThat(check(integer(), new BigDecimal("5.00"))).isEmpty();
        assertThat(check(integer(), BigInteger.TWO.pow(100))).isEmpty();
    }

    @Test
    void everyKeywordHoldsForResultsToo() {
        assertThat(check(string().oneOf("a", "b"), "c")).containsExactly("Must be one of: ['a', 'b']");
        assertThat(check(string().pattern("^x$"), "y")).containsExactly("String should match pattern '^x$'");
        assertThat(check(number().with("exclusiveMaximum", "1"), 1L)).containsExactly("Value must be < 1");
        assertThat(check(number().with("multipleOf", "0.05"), new BigDecimal("0.17")))
                .containsExactly("Value must be multiple of 0.05");
        assertThat(check(array().unique(), List.of(1L, 1L))).containsExactly("Array must contain unique items");
        assertThat(check(string(Format.DATE), "2023-02-29")).hasSize(1);
    }

    @Test
    void nestedProblemsSayWhereButNotWhat() {
        var rows = array(object().property("k", integer()).required("k").strict());

        assertThat(check(rows, List.of(Map.of("k", "secret"), Map.of("j", 1L))))
                .containsExactly(
                        "Array item 0: Property 'k': Expected integer, got str",
                        "Array item 1: Unexpected property: j",
                        "Array item 1: Missing required properties: k");
    }

    @Test
    void nullPassesEverywhere() {
        assertThat(check(string().oneOf("a"), null)).isEmpty();
        assertThat(check(object().property("a", array()).required("a"), Collections.singletonMap("a", null)))
                .isEmpty();
        assertThat(check(number(), Double.NaN)).isEmpty();
    }

    @Test
    void datesAndExactNumbersPassAsStrings() {
        assertThat(check(string(), LocalDate.EPOCH)).isEmpty();
        assertThat(check(string(Format.DATE_TIME), LocalDate.EPOCH)).isEmpty();
        assertThat(check(string(Format.DATE), LocalDateTime.MIN)).isEmpty();
        assertThat(check(string(), new BigDecimal("1.50"))).isEmpty();
        assertThat(check(string().oneOf("2024-01-01"), LocalDate.of(2024, 1, 1)))
                .isEmpty();
    }

    @Test
    void exactNumbersAreRenderedAsTextWhereTheTypeSaysString() {
        var type = type(array(object().property("price", string()).property("amount", number())));
        var price = new BigDecimal("123456789012345678.90");

        assertThat(type.render(List.of(Map.of("price", price, "amount", price))))
                .isEqualTo(List.of(Map.of("price", "123456789012345678.90", "amount", price)));
    }

    @Test
    void aResultThatWasCutOffNeedNotBeLongEnough() {
        var type = type(array().with("minItems", 3));

        assertThat(type.check(List.of(1L), false)).containsExactly("Array must have at least 3 items");
        assertThat(type.check(List.of(1L), true)).isEmpty();
    }

    @Test
    void structuredContentIsTheObjectOrWrapsTheResult() {
        assertThat(type(object()).structured(Map.of("a", 1L))).isEqualTo(Map.of("a", 1L));
        assertThat(type(array()).structured(List.of())).isEqualTo(Map.of("result", List.of()));
        assertThat(type(integer()).structured(null)).isEqualTo(Collections.singletonMap("result", null));
        assertThat(type(object()).structured(null)).isEmpty();
    }

    @Test
    void aListHasOneTextPerElement() {
        assertThat(AnswerContent.texts(List.of(Map.of("a", 1L), "raw"))).containsExactly("{\n  \"a\": 1\n}", "raw");
        assertThat(AnswerContent.texts(List.of())).isEmpty();
        assertThat(AnswerContent.texts(null)).isEmpty();
        assertThat(AnswerContent.texts(5L)).containsExactly("5");
    }

    @Test
    void depthBombsAreRefused() {
        Object deep = List.of();
        for (int i = 0; i < 10_000; i++) {
            deep = List.of(deep);
        }
        var value = deep;
        assertThatThrownBy(() -> type(array()).render(value)).hasMessageContaining("nested deeper than");
    }

    private static List<String> check(TestingType type, @Nullable Object value) {
        return type(type).check(value, false);
    }

    private static ReturnType type(TestingType type) {
        return ReturnType.compile(type.build());
    }
}
