package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.schema.PublishedSchema;
import dev.mxcp.core.schema.Violation;
import dev.mxcp.core.yaml.YamlDocument;
import dev.mxcp.core.yaml.YamlPath;
import dev.mxcp.spi.Secret;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration file with its references replaced and its structure checked. */
record ConfigFile(YamlDocument document, @Nullable Object tree, List<Problem> problems) {

    /**
     * Replaces references first, so that they may stand for numbers and booleans as well, then checks.
     *
     * @param part of the document's tree
     */
    static ConfigFile check(
            YamlDocument document, @Nullable Object part, String schema, References references, ReferenceScope scope) {
        var problems = new ArrayList<Problem>();
        var tree = references.resolve(document, part, scope, problems);
        if (problems.stream().anyMatch(Problem::isError)) {
            // What an unresolved reference stands for cannot be checked; what does not depend on it still is.
            tree = part;
        }
        var violations = PublishedSchema.named(schema).check(tree == null ? Map.of() : tree);
        var typed = typed(tree, violations);
        if (typed.isPresent()) {
            tree = typed.get();
            violations = PublishedSchema.named(schema).check(tree);
        }
        for (var violation : violations) {
            if (!references.isReference(YamlPath.value(tree, violation.path()))) {
                problems.add(problem(document, tree, violation));
            }
        }
        return new ConfigFile(document, tree, problems);
    }

    Section root() {
        return Section.of(tree);
    }

    static Problem problem(YamlDocument document, @Nullable Object tree, Violation violation) {
        var where = violation.place() == Violation.Place.KEY
                ? document.keyAt(violation.path())
                : document.at(violation.path());
        var hidden = YamlPath.value(tree, violation.path()) instanceof Secret;
        return Problem.error(
                where, violation.message(), hidden ? "check what the reference stands for" : violation.remedy());
    }

    /** Empty when no text from a reference could become what the schema asks for. */
    private static Optional<Object> typed(@Nullable Object tree, List<Violation> violations) {
        var typed = Optional.empty();
        for (var violation : violations) {
            if (YamlPath.value(tree, violation.path()) instanceof Secret secret) {
                var value = coerce(secret.reveal().strip(), violation.types());
                if (value != null) {
                    typed = Optional.ofNullable(Trees.replace(typed.orElse(tree), violation.path(), value));
                }
            }
        }
        return typed;
    }

    private static @Nullable Object coerce(String text, Set<String> types) {
        if (types.contains("boolean")) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "1" -> true;
                case "false", "no", "off", "0" -> false;
                default -> null;
            };
        }
        try {
            if (types.contains("integer")) {
                return Long.parseLong(text);
            }
            return types.contains("number") ? (Double) new BigDecimal(text).doubleValue() : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
