package dev.mxcp.core.type;

import dev.mxcp.core.type.TypeDefinition.Base;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Numbers and integers, with bounds that are compared exactly. */
final class NumberRules implements ValueRules {

    private final boolean integer;
    private final @Nullable BigDecimal multipleOf;
    private final @Nullable BigDecimal minimum;
    private final @Nullable BigDecimal maximum;
    private final @Nullable BigDecimal exclusiveMinimum;
    private final @Nullable BigDecimal exclusiveMaximum;
    private final boolean bounded;

    NumberRules(TypeDefinition type) {
        this.integer = type.base() == Base.INTEGER;
        this.multipleOf = type.multipleOf();
        this.minimum = type.minimum();
        this.maximum = type.maximum();
        this.exclusiveMinimum = type.exclusiveMinimum();
        this.exclusiveMaximum = type.exclusiveMaximum();
        this.bounded = multipleOf != null
                || minimum != null
                || maximum != null
                || exclusiveMinimum != null
                || exclusiveMaximum != null;
    }

    @Override
    public @Nullable Object convert(Object raw, Trail trail) {
        if (integer && !bounded && raw instanceof Long) {
            return raw;
        }
        var number = Numbers.lenient(raw);
        if (number == null) {
            trail.problem(
                    raw instanceof Number
                            ? "Expected a finite number of a reasonable size"
                            : "Expected %s, got %s".formatted(name(), TypeNames.python(raw)));
            return null;
        }
        if (integer && !Numbers.isIntegral(number)) {
            trail.problem("Expected integer, got a number with a fractional part");
            return null;
        }
        bounds(number, trail);
        return integer ? Numbers.integer(number) : Numbers.decimal(number);
    }

    @Override
    public void check(Object value, boolean truncated, Trail trail) {
        boolean fits = value instanceof Number && (!integer || value instanceof BigInteger || isWhole(value));
        if (!fits) {
            trail.problem("Expected %s, got %s".formatted(name(), TypeNames.python(value)));
        } else if (bounded) {
            var number = Numbers.exact(value);
            if (number != null) {
                bounds(number, trail);
            }
        }
    }

    /** NaN and infinities become null in JSON, and null always passes. */
    private static boolean isWhole(Object value) {
        return value instanceof Long
                || value instanceof Double number && !Double.isFinite(number)
                || value instanceof Float number && !Float.isFinite(number)
                || Numbers.isIntegral(value);
    }

    private void bounds(BigDecimal number, Trail trail) {
        if (multipleOf != null
                && multipleOf.signum() != 0
                && number.remainder(multipleOf).signum() != 0) {
            trail.problem("Value must be multiple of " + Numbers.text(multipleOf));
        }
        if (minimum != null && number.compareTo(minimum) < 0) {
            trail.problem("Value must be >= " + Numbers.text(minimum));
        }
        if (maximum != null && number.compareTo(maximum) > 0) {
            trail.problem("Value must be <= " + Numbers.text(maximum));
        }
        if (exclusiveMinimum != null && number.compareTo(exclusiveMinimum) <= 0) {
            trail.problem("Value must be > " + Numbers.text(exclusiveMinimum));
        }
        if (exclusiveMaximum != null && number.compareTo(exclusiveMaximum) >= 0) {
            trail.problem("Value must be < " + Numbers.text(exclusiveMaximum));
        }
    }

    private String name() {
        return integer ? "integer" : "number";
    }
}
