package dev.mxcp.core.type;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.type.TypeDefinition.Base;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks a type against itself: errors for what no value could ever pass, warnings for what works, but hardly as meant.
 */
public final class TypeConsistency {

    private final List<Problem> problems = new ArrayList<>();

    private TypeConsistency() {}

    public static List<Problem> check(TypeDefinition type) {
        var consistency = new TypeConsistency();
        consistency.visit(type);
        return List.copyOf(consistency.problems);
    }

    private void visit(TypeDefinition type) {
        pattern(type);
        bounds(type);
        counts(type);
        required(type);
        values(type);
        strayKeywords(type);
        var items = type.items();
        if (items != null) {
            visit(items);
        }
        type.properties().values().forEach(this::visit);
    }

    private void pattern(TypeDefinition type) {
        var pattern = type.pattern();
        if (pattern != null) {
            TextPattern.error(pattern)
                    .ifPresent(reason -> error(
                            type,
                            "pattern '%s' cannot be used: %s".formatted(pattern, reason),
                            "write it in RE2 syntax, which has no look-around and no back-references"));
        }
    }

    private void bounds(TypeDefinition type) {
        contradiction(type, "minimum", type.minimum(), "maximum", type.maximum(), false);
        contradiction(type, "minimum", type.minimum(), "exclusiveMaximum", type.exclusiveMaximum(), true);
        contradiction(type, "exclusiveMinimum", type.exclusiveMinimum(), "maximum", type.maximum(), true);
        contradiction(
                type, "exclusiveMinimum", type.exclusiveMinimum(), "exclusiveMaximum", type.exclusiveMaximum(), true);
        var step = type.multipleOf();
        if (step != null && step.signum() <= 0) {
            error(type, "multipleOf must be greater than 0", "");
        }
    }

    private void counts(TypeDefinition type) {
        contradiction(type, "minLength", exact(type.minLength()), "maxLength", exact(type.maxLength()), false);
        contradiction(type, "minItems", exact(type.minItems()), "maxItems", exact(type.maxItems()), false);
        var allowed = type.enumeration();
        if (allowed != null && allowed.isEmpty()) {
            error(type, "enum lists no value, so nothing is allowed", "list the allowed values, or remove enum");
        }
    }

    private void contradiction(
            TypeDefinition type,
            String low,
            @Nullable BigDecimal least,
            String high,
            @Nullable BigDecimal most,
            boolean strict) {
        if (least == null || most == null) {
            return;
        }
        int order = least.compareTo(most);
        if (order > 0 || strict && order == 0) {
            error(
                    type,
                    "%s %s and %s %s leave no value".formatted(low, Numbers.text(least), high, Numbers.text(most)),
                    "change one of them");
        }
    }

    private void required(TypeDefinition type) {
        for (var name : type.required()) {
            if (type.base() == Base.OBJECT && !type.properties().containsKey(name)) {
                var message = "required names '%s', which is not among the properties".formatted(name);
                var remedy = "add it to properties, or remove it from required";
                if (type.additionalProperties()) {
                    warning(type, message, remedy);
                } else {
                    error(type, message, remedy);
                }
            }
        }
    }

    private void values(TypeDefinition type) {
        var allowed = type.enumeration();
        if (allowed != null) {
            var rules = ValueRules.of(type);
            for (Object value : allowed) {
                if (value != null) {
                    var trail = new ArgumentTrail();
                    rules.convert(value, trail);
                    misfit(type, "the enum value " + shown(value), trail);
                }
            }
        }
        var fallback = type.defaultValue();
        if (fallback == null && type.examples().isEmpty()) {
            return;
        }
        var compiled = new CompiledType(type);
        for (Object value : type.examples()) {
            var trail = new ArgumentTrail();
            compiled.convert(value, true, trail);
            misfit(type, "the example " + shown(value), trail);
        }
        if (fallback != null) {
            var trail = new ArgumentTrail();
            compiled.convert(fallback.value(), true, trail);
            misfit(type, "the default " + shown(fallback.value()), trail);
        }
    }

    private void misfit(TypeDefinition type, String what, Trail trail) {
        if (trail.count() > 0) {
            warning(type, what + " does not fit its own type: " + String.join("; ", trail.messages()), "");
        }
    }

    private void strayKeywords(TypeDefinition type) {
        var stray = new ArrayList<String>();
        if (type.base() != Base.STRING) {
            stray(stray, "format", type.format());
            stray(stray, "pattern", type.pattern());
            stray(stray, "minLength", type.minLength());
            stray(stray, "maxLength", type.maxLength());
        }
        if (type.base() != Base.NUMBER && type.base() != Base.INTEGER) {
            stray(stray, "minimum", type.minimum());
            stray(stray, "maximum", type.maximum());
            stray(stray, "exclusiveMinimum", type.exclusiveMinimum());
            stray(stray, "exclusiveMaximum", type.exclusiveMaximum());
            stray(stray, "multipleOf", type.multipleOf());
        }
        if (type.base() != Base.ARRAY) {
            stray(stray, "items", type.items());
            stray(stray, "minItems", type.minItems());
            stray(stray, "maxItems", type.maxItems());
        }
        if (type.base() != Base.OBJECT) {
            stray(stray, "properties", type.properties().isEmpty() ? null : type.properties());
            stray(stray, "required", type.required().isEmpty() ? null : type.required());
        }
        if (!stray.isEmpty()) {
            warning(
                    type,
                    "%s %s no effect on the type %s"
                            .formatted(
                                    String.join(", ", stray),
                                    stray.size() == 1 ? "has" : "have",
                                    type.base().name().toLowerCase(Locale.ROOT)),
                    "");
        }
    }

    private static void stray(List<String> stray, String keyword, @Nullable Object value) {
        if (value != null) {
            stray.add(keyword);
        }
    }

    private static @Nullable BigDecimal exact(@Nullable Integer count) {
        return count == null ? null : BigDecimal.valueOf(count);
    }

    private static String shown(@Nullable Object value) {
        var text = value instanceof String ? "'" + value + "'" : String.valueOf(value);
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private void error(TypeDefinition type, String message, String remedy) {
        problems.add(Problem.error(type.where(), message, remedy));
    }

    private void warning(TypeDefinition type, String message, String remedy) {
        problems.add(Problem.warning(type.where(), message, remedy));
    }
}
