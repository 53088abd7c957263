package dev.mxcp.core.type;

import dev.mxcp.core.type.TypeDefinition.Base;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A type made ready: the rules of its base, its allowed values, and whether null will do. */
final class CompiledType {

    private final TypeDefinition definition;
    private final ValueRules rules;
    private final @Nullable Enumeration enumeration;
    private final boolean nullable;

    CompiledType(TypeDefinition definition) {
        this.definition = definition;
        this.rules = ValueRules.of(definition);
        var allowed = definition.enumeration();
        this.enumeration = allowed == null ? null : new Enumeration(allowed, this::converted);
        this.nullable = isNullable(definition);
    }

    /** Null is accepted for scalars, but for those with an enum that does not list it; and where it is the default. */
    static boolean isNullable(TypeDefinition type) {
        var fallback = type.defaultValue();
        var allowed = type.enumeration();
        boolean scalar = type.base() != Base.ARRAY && type.base() != Base.OBJECT;
        return fallback != null && fallback.value() == null || (allowed == null ? scalar : allowed.contains(null));
    }

    TypeDefinition definition() {
        return definition;
    }

    /** @param optional null is accepted whatever the type: a property that may as well be absent */
    @Nullable
    Object convert(@Nullable Object raw, boolean optional, Trail trail) {
        if (raw == null) {
            refuseNull(optional, trail);
            return null;
        }
        int before = trail.count();
        var value = rules.convert(raw, trail);
        if (enumeration != null && trail.count() == before && !enumeration.allows(value) && !enumeration.allows(raw)) {
            trail.notAmong(enumeration);
        }
        return value;
    }

    /** Null always passes. */
    void check(@Nullable Object value, boolean truncated, Trail trail) {
        if (value == null) {
            return;
        }
        int before = trail.count();
        rules.check(value, truncated, trail);
        if (enumeration != null && trail.count() == before && !isAllowed(enumeration, value)) {
            trail.notAmong(enumeration);
        }
    }

    private void refuseNull(boolean optional, Trail trail) {
        if (optional || nullable) {
            return;
        }
        if (enumeration != null) {
            trail.notAmong(enumeration);
        } else {
            trail.problem(
                    "Expected %s, got null".formatted(definition.base().name().toLowerCase(Locale.ROOT)));
        }
    }

    /** An exact number of a {@code string} type is compared as the text that it will be. */
    private boolean isAllowed(Enumeration allowed, Object value) {
        var text = ResultText.asText(definition, value);
        return allowed.allows(text) || !(value instanceof Number && text instanceof String) && allowed.allows(value);
    }

    private @Nullable Object converted(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        var trail = new ArgumentTrail();
        var result = rules.convert(value, trail);
        return trail.count() == 0 ? result : value;
    }
}
