package dev.mxcp.core.type;

import static dev.mxcp.core.type.TestingParameters.convert;
import static dev.mxcp.core.type.TestingParameters.parameters;
import static dev.mxcp.core.type.TestingType.array;
import static dev.mxcp.core.type.TestingType.integer;
import static dev.mxcp.core.type.TestingType.object;
import static dev.mxcp.core.type.TestingType.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.type.TypeDefinition.Format;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arguments as a whole: defaults, names, problems. */
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
    void noArgumentHoldsTheCharacterAtWhichFilesEndANameWhereverItIs() {
        var parameters = parameters(Map.of("name", string(), "free", object()));

        for (var free : List.of(Map.of("a", "x\0"), Map.of("\0", 1), Map.of("a", List.of(Map.of("b", "\0"))))) {
            assertThat(parameters
                            .convert(Map.of("name", "x\0.yml", "free", free))
                            .problems())
                    .containsExactlyInAnyOrder(
                            "Parameter 'name' must not contain the character U+0000",
                            "Parameter 'free' must not contain the character U+0000");
        }
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
}
