package dev.mxcp.core.type;

import static dev.mxcp.core.type.TestingParameters.assertThatProblem;
import static dev.mxcp.core.type.TestingParameters.assertThatValue;
import static dev.mxcp.core.type.TestingParameters.convert;
import static dev.mxcp.core.type.TestingParameters.entries;
import static dev.mxcp.core.type.TestingType.array;
import static dev.mxcp.core.type.TestingType.integer;
import static dev.mxcp.core.type.TestingType.object;
import static dev.mxcp.core.type.TestingType.string;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arrays and objects. */
class NestedConversionTest {

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
}
