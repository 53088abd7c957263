package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.core.type.TypeDefinition.Default;
import dev.mxcp.core.type.TypeDefinition.Format;
import dev.mxcp.core.yaml.YamlDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads type definitions that have been checked against the schema, and finds what no schema can say. */
final class TypeReader {

    private final YamlDocument document;
    private final List<Problem> problems;

    TypeReader(YamlDocument document, List<Problem> problems) {
        this.document = document;
        this.problems = problems;
    }

    TypeDefinition read(List<Object> path) {
        var section = Section.of(document.value(path));
        var type = new TypeDefinition(
                Base.valueOf(constant(section.text("type", ""))),
                format(section),
                section.text("description"),
                section.values().containsKey("default")
                        ? new Default(section.values().get("default"))
                        : null,
                Trees.list(section.values().get("examples")),
                section.values().get("enum") == null
                        ? null
                        : Trees.list(section.values().get("enum")),
                section.flag("sensitive", false),
                section.integer("minLength"),
                section.integer("maxLength"),
                section.text("pattern"),
                section.decimal("minimum"),
                section.decimal("maximum"),
                section.decimal("exclusiveMinimum"),
                section.decimal("exclusiveMaximum"),
                section.decimal("multipleOf"),
                section.integer("minItems"),
                section.integer("maxItems"),
                section.flag("uniqueItems", false),
                section.values().get("items") == null ? null : read(Trees.append(path, "items")),
                properties(section, path),
                section.texts("required"),
                section.flag("additionalProperties", true),
                document.at(path));
        check(type, path);
        return type;
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static @Nullable Format format(Section section) {
        var format = section.text("format");
        return format == null ? null : Format.valueOf(constant(format));
    }

    private Map<String, TypeDefinition> properties(Section section, List<Object> path) {
        var properties = new LinkedHashMap<String, TypeDefinition>();
        section.section("properties").values().forEach((name, value) -> {
            var inside = Trees.append(Trees.append(path, "properties"), name);
            if (value == null) {
                error(inside, "property '" + name + "' has no type", "write a type, such as { type: string }");
            } else {
                properties.put(name, read(inside));
            }
        });
        return properties;
    }

    private void check(TypeDefinition type, List<Object> path) {
        order(path, "minLength", type.minLength(), "maxLength", type.maxLength());
        order(path, "minItems", type.minItems(), "maxItems", type.maxItems());
        order(path, "minimum", type.minimum(), "maximum", type.maximum());
        order(path, "exclusiveMinimum", type.exclusiveMinimum(), "exclusiveMaximum", type.exclusiveMaximum());
        var pattern = type.pattern();
        if (pattern != null) {
            checkPattern(pattern, Trees.append(path, "pattern"));
        }
        if (!type.properties().isEmpty()) {
            type.required().stream()
                    .filter(name -> !type.properties().containsKey(name))
                    .forEach(name -> warn(
                            Trees.append(path, "required"),
                            "required property '" + name + "' is not among the properties",
                            "define it under 'properties', or check its name"));
        }
        checkFit(type, path);
    }

    private <T extends Comparable<T>> void order(
            List<Object> path, String low, @Nullable T least, String high, @Nullable T most) {
        if (least != null && most != null && least.compareTo(most) > 0) {
            error(
                    Trees.append(path, low),
                    "'" + low + "' is greater than '" + high + "', so that no value fits",
                    "swap them, or remove one");
        }
    }

    private void checkPattern(String pattern, List<Object> path) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            error(path, "'pattern' is not a regular expression: " + e.getDescription(), "mend it near index " + e.getIndex());
        }
    }

    /** Keywords that say nothing about values of this type are most likely a slip. */
    private void checkFit(TypeDefinition type, List<Object> path) {
        var isString = type.base() == Base.STRING;
        var isNumber = type.base() == Base.NUMBER || type.base() == Base.INTEGER;
        unfit(path, "format", type.format(), isString, type);
        unfit(path, "pattern", type.pattern(), isString, type);
        unfit(path, "minLength", type.minLength(), isString, type);
        unfit(path, "maxLength", type.maxLength(), isString, type);
        unfit(path, "minimum", type.minimum(), isNumber, type);
        unfit(path, "maximum", type.maximum(), isNumber, type);
        unfit(path, "exclusiveMinimum", type.exclusiveMinimum(), isNumber, type);
        unfit(path, "exclusiveMaximum", type.exclusiveMaximum(), isNumber, type);
        unfit(path, "multipleOf", type.multipleOf(), isNumber, type);
        unfit(path, "items", type.items(), type.base() == Base.ARRAY, type);
        unfit(path, "minItems", type.minItems(), type.base() == Base.ARRAY, type);
        unfit(path, "maxItems", type.maxItems(), type.base() == Base.ARRAY, type);
        unfit(
                path,
                "properties",
                type.properties().isEmpty() ? null : type.properties(),
                type.base() == Base.OBJECT,
                type);
    }

    private void unfit(List<Object> path, String keyword, @Nullable Object value, boolean fits, TypeDefinition type) {
        if (value != null && !fits) {
            problems.add(Problem.warning(
                    document.keyAt(Trees.append(path, keyword)),
                    "'" + keyword + "' has no effect on type '"
                            + type.base().name().toLowerCase(Locale.ROOT) + "'",
                    "remove it, or change the type"));
        }
    }

    private void error(List<Object> path, String message, String remedy) {
        problems.add(Problem.error(document.at(path), message, remedy));
    }

    private void warn(List<Object> path, String message, String remedy) {
        problems.add(Problem.warning(document.at(path), message, remedy));
    }
}
