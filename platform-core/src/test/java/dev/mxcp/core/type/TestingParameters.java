package dev.mxcp.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mxcp.core.type.Parameters.Conversion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ObjectAssert;
import org.jspecify.annotations.Nullable;

/** Converts an argument called {@code p}. */
final class TestingParameters {

    private TestingParameters() {}

    static ObjectAssert<@Nullable Object> assertThatValue(TestingType type, @Nullable Object raw) {
        var conversion = convert(type, raw);
        assertThat(conversion.problems()).isEmpty();
        return assertThat(conversion.values().get("p"));
    }

    static Map<String, @Nullable Object> entries(@Nullable Object... keysAndValues) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        var parts = Arrays.asList(keysAndValues);
        for (int i = 0; i < parts.size(); i += 2) {
            result.put(String.valueOf(parts.get(i)), parts.get(i + 1));
        }
        return result;
    }

    static AbstractStringAssert<?> assertThatProblem(TestingType type, @Nullable Object raw) {
        var problems = convert(type, raw).problems();
        assertThat(problems).hasSize(1);
        return assertThat(problems.getFirst().replace("Error validating parameter 'p': ", ""));
    }

    static Conversion convert(TestingType type, @Nullable Object raw) {
        return parameters(Map.of("p", type)).convert(Collections.singletonMap("p", raw));
    }

    static Parameters parameters(Map<String, TestingType> types) {
        var definitions = new ArrayList<ParameterDefinition>();
        types.forEach((name, type) -> definitions.add(new ParameterDefinition(name, type.build())));
        return Parameters.compile(definitions);
    }
}
