package dev.mxcp.core.type;

import static dev.mxcp.core.type.TestingType.array;
import static dev.mxcp.core.type.TestingType.integer;
import static dev.mxcp.core.type.TestingType.number;
import static dev.mxcp.core.type.TestingType.object;
import static dev.mxcp.core.type.TestingType.string;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.type.TypeDefinition.Format;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeConsistencyTest {

    @Test
    void aSoundTypeHasNoProblems() {
        assertThat(check(object().property(
                                "day", string(Format.DATE).orElse("2024-01-01").examples("2024-02-29"))
                        .property(
                                "n",
                                integer()
                                        .with("minimum", "1")
                                        .with("maximum", "1")
                                        .oneOf(1))
                        .property("a", array(string()).orElse(null))
                        .required("day")))
                .isEmpty();
    }

    @Test
    void defaultsEnumsAndExamplesMustFitTheirOwnType() {
        assertThat(check(integer().orElse("x").examples(1, "two").oneOf(1, 2.5)))
                .extracting(Problem::message)
                .satisfiesExactly(
                        message -> assertThat(message).startsWith("the enum value 2.5 does not fit"),
                        message -> assertThat(message).startsWith("the example 'two' does not fit"),
                        message -> assertThat(message).startsWith("the default 'x' does not fit"));
    }

    @Test
    void aDefaultThatIsNotAmongTheAllowedValuesSaysWhichAre() {
        assertThat(check(string().oneOf("a", "b").orElse("c")))
                .extracting(Problem::message)
                .containsExactly("the default 'c' does not fit its own type: Must be one of: ['a', 'b']");
    }

    @Test
    void boundsThatLeaveNoValueAreErrors() {
        assertThat(check(number().with("minimum", "2").with("maximum", "1")))
                .singleElement()
                .matches(Problem::isError)
                .extracting(Problem::message)
                .isEqualTo("minimum 2 and maximum 1 leave no value");
        assertThat(check(number().with("exclusiveMinimum", "1").with("maximum", "1")))
                .hasSize(1);
        assertThat(check(string().with("minLength", 2).with("maxLength", 1))).hasSize(1);
        assertThat(check(array().with("minItems", 2).with("maxItems", 1))).hasSize(1);
        assertThat(check(string().oneOf())).hasSize(1);
        assertThat(check(number().with("multipleOf", "0"))).hasSize(1);
    }

    @Test
    void aPatternMustBeOne() {
        assertThat(check(string().pattern("(?=a)"))).singleElement().matches(Problem::isError);
    }

    @Test
    void requiredNamesMustExist() {
        assertThat(check(object().required("x"))).singleElement().matches(problem -> !problem.isError());
        assertThat(check(object().required("x").strict())).singleElement().matches(Problem::isError);
    }

    @Test
    void keywordsOfAnotherTypeAreToldAndNestedTypesAreSeen() {
        assertThat(check(array(integer().with("minLength", 1).format(Format.DATE))))
                .extracting(Problem::message)
                .containsExactly("format, minLength have no effect on the type integer");
    }

    @Test
    void theWorkGrowsWithTheDepthOfATypeNotWithItsSquare() {
        allocatedForDepth(100);
        assertThat(allocatedForDepth(800)).isLessThan(3 * allocatedForDepth(400));
    }

    private static long allocatedForDepth(int depth) {
        var type = string();
        for (int i = 0; i < depth; i++) {
            type = array(type);
        }
        var built = type.build();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(TypeConsistency.check(built)).isEmpty();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static List<Problem> check(TestingType type) {
        return TypeConsistency.check(type.build());
    }
}
