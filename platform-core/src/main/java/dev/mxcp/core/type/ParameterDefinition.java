package dev.mxcp.core.type;

/** A named parameter; optional exactly when its type has a default. */
public record ParameterDefinition(String name, TypeDefinition type) {

    public boolean isRequired() {
        return type.defaultValue() == null;
    }
}
