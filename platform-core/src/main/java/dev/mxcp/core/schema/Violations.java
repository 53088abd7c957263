package dev.mxcp.core.schema;

import com.networknt.schema.Error;
import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.core.schema.Violation.Place;
import dev.mxcp.core.yaml.YamlPath;
import dev.mxcp.spi.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns the validator's errors into violations: in our words, and without the ones that only follow from another. */
final class Violations {

    private static final Set<String> COMBINING = Set.of(
            "$ref", "anyOf", "oneOf", "allOf", "not", "const", "if", "then", "else", "$defs", "patternProperties");

    private final @Nullable Object document;
    private final Map<List<Object>, Violation> byPath = new LinkedHashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Violation> unknown = new ArrayList<>();

    /** By the mapping they stand in: keys that an unknown key was probably meant to be. */
    private final Set<List<Object>> misspelt = new HashSet<>();

    private final Set<List<Object>> mappingsWithSlips = new HashSet<>();

    /** @param key path of the key that should be there */
    private record Missing(List<Object> key, Violation violation) {}

    private Violations(@Nullable Object document) {
        this.document = document;
    }

    static List<Violation> of(List<Error> errors, @Nullable Object document) {
        var violations = new Violations(document);
        errors.stream().filter(error -> !isBranch(error)).forEach(violations::add);
        return violations.collect();
    }

    /** Inside of a oneOf only the oneOf itself matters. */
    private static boolean isBranch(Error error) {
        var steps = PublishedSchema.steps(error.getEvaluationPath());
        var choice = steps.indexOf("oneOf");
        return choice >= 0 && choice < steps.size() - 1;
    }

    private List<Violation> collect() {
        var all = new ArrayList<>(unknown);
        missing.stream()
                .filter(absent -> !misspelt.contains(absent.key()))
                .map(Missing::violation)
                .forEach(all::add);
        byPath.values().stream()
                .filter(violation -> !followsFromSlip(violation))
                .forEach(all::add);
        return all;
    }

    /** One of several keys must be there; a misspelt one most likely is it. */
    private boolean followsFromSlip(Violation violation) {
        return violation.message().contains("exactly one of") && mappingsWithSlips.contains(violation.path());
    }

    private void add(Error error) {
        var path = PublishedSchema.steps(error.getInstanceLocation());
        switch (error.getKeyword()) {
            case "required" -> addMissing(path, String.valueOf(error.getProperty()));
            case "additionalProperties" -> addUnknown(path, String.valueOf(error.getProperty()), error);
            case "type" -> addWrongType(path, error);
            default -> byPath.putIfAbsent(path, wrongValue(path, error));
        }
    }

    private void addMissing(List<Object> path, String key) {
        var whole = append(path, key);
        var hasKey = YamlPath.value(document, path) instanceof Map<?, ?> map && map.containsKey(key);
        var violation = hasKey
                ? new Violation(whole, Place.KEY, "'" + key + "' has no value", "give it one", Set.of())
                : new Violation(path, Place.KEY, "missing key '" + key + "'" + inside(path), "", Set.of());
        missing.add(new Missing(whole, violation));
    }

    private void addUnknown(List<Object> path, String key, Error error) {
        var allowed = names(PublishedSchema.around(error).path("properties"));
        var meant = Suggestion.of(key, allowed);
        meant.ifPresent(name -> {
            misspelt.add(append(path, name));
            mappingsWithSlips.add(path);
        });
        var remedy = allowed.contains("additionalProperties") && COMBINING.contains(key)
                ? "a type cannot refer to or combine other types: write it out"
                : meant.map(name -> "did you mean '" + name + "'?")
                        .orElse("allowed here: " + String.join(", ", allowed));
        unknown.add(new Violation(
                append(path, key), Place.KEY, "unknown key '" + key + "'" + inside(path), remedy, Set.of()));
    }

    /** Where any other key may hold a mapping, one that holds something else is more likely misspelt. */
    private void addWrongType(List<Object> path, Error error) {
        var steps = PublishedSchema.steps(error.getEvaluationPath());
        if (steps.size() > 1 && "additionalProperties".equals(steps.get(steps.size() - 2))) {
            var known = names(PublishedSchema.around(error, 2).path("properties"));
            var meant = Suggestion.of(String.valueOf(path.getLast()), known);
            if (meant.isPresent()) {
                var key = "unknown key '" + path.getLast() + "'" + inside(path.subList(0, path.size() - 1));
                unknown.add(new Violation(path, Place.KEY, key, "did you mean '" + meant.get() + "'?", Set.of()));
                return;
            }
        }
        byPath.put(path, wrongType(path, error));
    }

    private Violation wrongType(List<Object> path, Error error) {
        var types = strings(PublishedSchema.around(error).path("type"));
        var actual = YamlPath.value(document, path);
        var wanted = types.stream().map(Violations::typeName).collect(Collectors.joining(" or "));
        var remedy = types.contains("string") && !(actual instanceof Map || actual instanceof List)
                ? "put the value in quotes"
                : "";
        return new Violation(
                path,
                Place.VALUE,
                subject(path) + " must be " + wanted + ", is " + describe(actual),
                remedy,
                Set.copyOf(types));
    }

    private Violation wrongValue(List<Object> path, Error error) {
        var schema = PublishedSchema.around(error);
        var own = schema.path("errorMessage");
        if (own.isString()) {
            return new Violation(path, Place.VALUE, own.asString(), "", Set.of());
        }
        var keyword = error.getKeyword();
        var limit = schema.path(keyword).asString("");
        return switch (keyword) {
            case "enum" -> wrongChoice(path, strings(schema.path("enum")));
            case "minLength" -> violation(path, "must not be empty");
            case "minItems" -> violation(path, "needs at least " + limit + ("1".equals(limit) ? " item" : " items"));
            case "minimum" -> violation(path, "must be at least " + limit);
            case "maximum" -> violation(path, "must be at most " + limit);
            case "exclusiveMinimum" -> violation(path, "must be greater than " + limit);
            default -> violation(path, "is not allowed (" + keyword + ")");
        };
    }

    private Violation wrongChoice(List<Object> path, List<String> choices) {
        var actual = YamlPath.value(document, path);
        var meant = actual instanceof String text ? Suggestion.of(text, choices) : Optional.<String>empty();
        var found = switch (actual) {
            case String text -> ", is '" + text + "'";
            case Number number -> ", is " + number;
            case Boolean truth -> ", is " + truth;
            case null -> "";
            default -> actual instanceof Secret ? "" : ", is " + describe(actual);
        };
        return new Violation(
                path,
                Place.VALUE,
                subject(path) + " must be "
                        + (choices.size() == 1
                                ? "'" + choices.getFirst() + "'"
                                : "one of " + String.join(", ", choices))
                        + found,
                meant.map(choice -> "did you mean '" + choice + "'?").orElse(""),
                Set.of());
    }

    private static Violation violation(List<Object> path, String what) {
        return new Violation(path, Place.VALUE, subject(path) + " " + what, "", Set.of());
    }

    private static String subject(List<Object> path) {
        if (path.isEmpty()) {
            return "the file";
        }
        return path.getLast() instanceof Integer index
                ? "item " + (index + 1) + (path.size() > 1 ? " of '" + path.get(path.size() - 2) + "'" : "")
                : "'" + path.getLast() + "'";
    }

    private static String inside(List<Object> path) {
        return path.isEmpty() ? "" : " in " + subject(path);
    }

    private static String typeName(String type) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a mapping";
            default -> type;
        };
    }

    private static String describe(@Nullable Object value) {
        return switch (value) {
            case null -> "empty";
            case String text -> "text";
            case Secret secret -> "text";
            case Boolean truth -> truth ? "true" : "false";
            case Double number when !Double.isFinite(number) -> "infinite or undefined";
            case Number number -> "a number";
            case List<?> list -> "a list";
            case Map<?, ?> map -> "a mapping";
            case byte[] bytes -> "binary data";
            default -> "a date";
        };
    }

    private static List<Object> append(List<Object> path, Object step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static List<String> names(JsonNode properties) {
        return List.copyOf(properties.propertyNames());
    }

    private static List<String> strings(JsonNode node) {
        if (!node.isArray()) {
            return List.of(node.asString());
        }
        return node.valueStream().map(JsonNode::asString).distinct().toList();
    }
}
