package dev.mxcp.core.type;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Booleans, and the words and numbers that clearly mean one. */
final class BooleanRules implements ValueRules {

    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y", "t", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "n", "f", "0");

    @Override
    public @Nullable Object convert(Object raw, Trail trail) {
        if (raw instanceof Boolean flag) {
            return flag;
        }
        var meaning = raw instanceof String text ? word(text) : number(raw);
        if (meaning == null) {
            trail.problem(
                    raw instanceof String || raw instanceof Number
                            ? "Expected boolean: true or false"
                            : "Expected boolean, got " + TypeNames.python(raw));
        }
        return meaning;
    }

    @Override
    public void check(Object value, boolean truncated, Trail trail) {
        if (!(value instanceof Boolean)) {
            trail.problem("Expected boolean, got " + TypeNames.python(value));
        }
    }

    private static @Nullable Boolean word(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return true;
        }
        return FALSE.contains(word) ? false : null;
    }

    private static @Nullable Boolean number(Object raw) {
        var number = Numbers.exact(raw);
        if (number == null) {
            return null;
        }
        if (number.signum() == 0) {
            return false;
        }
        return number.compareTo(BigDecimal.ONE) == 0 ? true : null;
    }
}
