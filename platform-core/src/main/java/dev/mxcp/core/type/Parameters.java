package dev.mxcp.core.type;

import dev.mxcp.core.schema.ArgumentsSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declared parameters of an endpoint, compiled once: defaults, conversion, and the advertised schema. */
public final class Parameters {

    private final List<ParameterDefinition> definitions;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Object> schema;
    private final @Nullable ArgumentsSchema further;
    private final boolean declared;

    private record Parameter(CompiledType type, @Nullable Prefilled fallback) {}

    private Parameters(List<ParameterDefinition> definitions, @Nullable ArgumentsSchema further, boolean declared) {
        this.definitions = definitions;
        this.further = further;
        this.declared = declared;
        for (var definition : definitions) {
            var type = new CompiledType(definition.type());
            parameters.put(definition.name(), new Parameter(type, Prefilled.of(type)));
        }
        this.schema = further == null ? InputSchema.of(definitions) : further.asJson();
    }

    public static Parameters compile(List<ParameterDefinition> definitions) {
        return new Parameters(List.copyOf(definitions), null, true);
    }

    /** @param further what arguments must match as well; advertised in place of the declarations */
    public static Parameters compile(List<ParameterDefinition> definitions, ArgumentsSchema further) {
        return new Parameters(List.copyOf(definitions), further, true);
    }

    /** Takes whatever is given, as it is: for a statement that somebody types, which declares nothing. */
    public static Parameters undeclared() {
        return new Parameters(List.of(), null, false);
    }

    public List<ParameterDefinition> definitions() {
        return definitions;
    }

    /** Applies defaults and converts; reports every problem, not only the first. */
    public Conversion convert(Map<String, @Nullable Object> raw) {
        if (!declared) {
            var problems = raw.entrySet().stream()
                    .filter(argument -> NulCharacter.isIn(argument.getValue()))
                    .map(argument -> NulCharacter.problem(shown(argument.getKey())))
                    .toList();
            return new Conversion(Collections.unmodifiableMap(new LinkedHashMap<>(raw)), problems);
        }
        var values = LinkedHashMap.<String, @Nullable Object>newLinkedHashMap(parameters.size());
        var trail = new ArgumentTrail();
        parameters.forEach((name, parameter) -> {
            trail.enter(name);
            convert(name, parameter, raw, values, trail);
            trail.leave();
        });
        raw.keySet().stream().filter(name -> !parameters.containsKey(name)).forEach(name -> trail.add(unknown(name)));
        if (further != null) {
            further.check(raw).forEach(trail::add);
        }
        return new Conversion(Collections.unmodifiableMap(values), trail.messages());
    }

    private static void convert(
            String name,
            Parameter parameter,
            Map<String, @Nullable Object> raw,
            Map<String, @Nullable Object> values,
            Trail trail) {
        int before = trail.count();
        var fallback = parameter.fallback();
        Object value = null;
        if (NulCharacter.isIn(raw.get(name))) {
            trail.add(NulCharacter.problem(name));
        } else if (raw.containsKey(name)) {
            value = parameter.type().convert(raw.get(name), false, trail);
        } else if (fallback != null) {
            value = fallback.use(trail);
        } else {
            trail.add("Required parameter missing: " + name);
        }
        if (trail.count() == before) {
            values.put(name, value);
        }
    }

    private static String shown(String name) {
        return name.length() > 80 ? name.substring(0, 80) + "..." : name;
    }

    private String unknown(String name) {
        return parameters.isEmpty()
                ? "Unknown parameter: %s; there are no parameters".formatted(shown(name))
                : "Unknown parameter: %s; known are %s".formatted(shown(name), String.join(", ", parameters.keySet()));
    }

    /** The {@code inputSchema}: JSON Schema 2020-12 as plain Java values. */
    public Map<String, Object> jsonSchema() {
        return schema;
    }

    /**
     * @param values every declared parameter that could be converted, in declared order; unmodifiable, to the depth
     * @param problems one message per problem; empty when all is well
     */
    public record Conversion(Map<String, @Nullable Object> values, List<String> problems) {
        public Conversion {
            problems = List.copyOf(problems);
        }
    }
}
