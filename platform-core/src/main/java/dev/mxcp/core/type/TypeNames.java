package dev.mxcp.core.type;

import java.math.BigDecimal;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What messages call the type of a value: the words that authors of MXCP projects know. */
final class TypeNames {

    private TypeNames() {}

    /** Python's names, as messages about scalars have them. */
    static String python(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String _ -> "str";
            case Boolean _ -> "bool";
            case Float _ -> "float";
            case Double _ -> "float";
            case BigDecimal _ -> "decimal";
            case Number _ -> "int";
            case Map<?, ?> _ -> "dict";
            case Collection<?> _ -> "list";
            case byte[] _ -> "bytes";
            case Temporal time -> time.getClass().getSimpleName();
            default -> value.getClass().isArray() ? "list" : value.getClass().getSimpleName();
        };
    }

    /** The schema's names, as messages about arrays and objects have them. */
    static String schema(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean _ -> "boolean";
            case Number number -> Numbers.isIntegral(number) ? "integer" : "number";
            case Map<?, ?> _ -> "object";
            case Collection<?> _ -> "array";
            default -> value.getClass().isArray() && !(value instanceof byte[]) ? "array" : "string";
        };
    }
}
