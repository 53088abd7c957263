package dev.mxcp.core.type;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A declared {@code return} type, compiled once: shaping, checking, rendering, and the advertised schema. */
public final class ReturnType {

    private final TypeDefinition definition;

    private ReturnType(TypeDefinition definition) {
        this.definition = definition;
    }

    public static ReturnType compile(TypeDefinition definition) {
        return new ReturnType(definition);
    }

    public TypeDefinition definition() {
        return definition;
    }

    /** Turns rows into what the type asks for: the one row of an object, the one value of a scalar. */
    public @Nullable Object shape(@Nullable Object value) throws MismatchException {
        return value;
    }

    /**
     * Checks a shaped value, in plain Java; returns what is wrong.
     *
     * @param truncated a row limit cut the value off: lower bounds on its length do not count
     */
    public List<String> check(@Nullable Object value, boolean truncated) {
        return List.of();
    }

    /** The {@code outputSchema}; allows for fields that policies remove or mask. */
    public Map<String, Object> jsonSchema() {
        return Map.of("type", "object");
    }

    /** True when {@code structuredContent} is {@code {"result": value}}, as it must be an object. */
    public boolean isWrapped() {
        return definition.base() != TypeDefinition.Base.OBJECT;
    }
}
