package dev.mxcp.core.type;

import org.jspecify.annotations.Nullable;

/**
 * A named parameter; optional exactly when its type has a default.
 *
 * @param header clients repeat the value in the HTTP header {@code Mcp-Param-} with this ending; null for most
 */
public record ParameterDefinition(
        String name, TypeDefinition type, @Nullable String header) {

    public ParameterDefinition(String name, TypeDefinition type) {
        this(name, type, null);
    }

    public boolean isRequired() {
        return type.defaultValue() == null;
    }
}
