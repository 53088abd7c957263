package dev.mxcp.plugin.source.duckdb;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Functions whose result is as large as an argument says. The engine computes constants while it plans, where neither
 * its memory limit nor an interrupt reaches, so a call without a column may only ask for a small result. This keeps the
 * cheap attacks out; what is left meets the deadline and the lanes of untrusted statements.
 */
final class SizedFunctions {

    static final int MAX_SIZE = 100_000;

    private static final BigDecimal MAX = BigDecimal.valueOf(MAX_SIZE);
    private static final Set<String> NAMES =
            Set.of("repeat", "lpad", "rpad", "range", "generate_series", "list_resize", "array_resize", "bitstring");
    private static final Set<String> GROWING =
            Set.of("*", "**", "^", "<<", "multiply", "pow", "power", "exp", "factorial", "gamma");

    private static final Pattern OTHER_BASE = Pattern.compile("-?0[xXoObB]");

    private SizedFunctions() {}

    /** True for a call of such a function by which the engine could spend much on constants. */
    static boolean mayBeLarge(Map<?, ?> call) {
        return isSized(call)
                && !anyIn(call, SizedFunctions::isColumn)
                && anyIn(
                        new ArrayList<>(call.values()),
                        node -> GROWING.contains(function(node)) || isLarge(node) || isSized(node));
    }

    /** True when such a function is called inside, as many times as a list has elements. */
    static boolean areCalledIn(Map<?, ?> lambda) {
        return anyIn(lambda, SizedFunctions::isSized);
    }

    private static boolean isSized(Map<?, ?> node) {
        return NAMES.contains(function(node));
    }

    private static String function(Map<?, ?> node) {
        return node.get("function_name") instanceof String name ? name.toLowerCase(Locale.ROOT) : "";
    }

    private static boolean isColumn(Map<?, ?> node) {
        return "COLUMN_REF".equals(node.get("class"));
    }

    /** DuckDB 1.5 writes the value of a constant, 2.0 its text. */
    private static boolean isLarge(Map<?, ?> node) {
        if (!"CONSTANT".equals(node.get("class"))) {
            return false;
        }
        return node.get("value") instanceof Map<?, ?> constant && isLarge(constant.get("value"))
                || node.get("literal") instanceof Map<?, ?> literal && isLarge(literal.get("text"));
    }

    /** Numbers of more than 64 bits come in parts, and a text may be cast to a number. */
    private static boolean isLarge(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> _ -> true;
            case Number number -> isLarge(number.toString());
            case String text -> isLarge(text);
            case null, default -> false;
        };
    }

    private static boolean isLarge(String text) {
        var number = text.strip().replace("_", "");
        try {
            return new BigDecimal(number).abs().compareTo(MAX) > 0;
        } catch (NumberFormatException e) {
            return OTHER_BASE.matcher(number).lookingAt();
        }
    }

    private static boolean anyIn(@Nullable Object tree, Predicate<Map<?, ?>> what) {
        var found = new AtomicBoolean();
        SelectTree.visit(tree, node -> {
            if (what.test(node)) {
                found.set(true);
            }
        });
        return found.get();
    }
}
