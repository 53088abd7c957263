package dev.mxcp.core.type;

import org.jspecify.annotations.Nullable;

/** What one base type demands of a value. Compiled once; immutable and thread-safe. */
sealed interface ValueRules permits TextRules, NumberRules, BooleanRules, ArrayRules, ObjectRules {

    /** Converts an argument; what comes back counts only if the trail has no new problem. */
    @Nullable
    Object convert(Object raw, Trail trail);

    /** Checks a result, which stays as it is. */
    void check(Object value, boolean truncated, Trail trail);

    static ValueRules of(TypeDefinition type) {
        return switch (type.base()) {
            case STRING -> new TextRules(type);
            case NUMBER, INTEGER -> new NumberRules(type);
            case BOOLEAN -> new BooleanRules();
            case ARRAY -> new ArrayRules(type);
            case OBJECT -> new ObjectRules(type);
        };
    }
}
