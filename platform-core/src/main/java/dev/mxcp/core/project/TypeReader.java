package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.type.TypeConsistency;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.core.type.TypeDefinition.Base;
import dev.mxcp.core.type.TypeDefinition.Default;
import dev.mxcp.core.type.TypeDefinition.Format;
import dev.mxcp.core.yaml.YamlDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads type definitions that have been checked against the schema. */
final class TypeReader {

    private final YamlDocument document;
    private final List<Problem> problems;

    TypeReader(YamlDocument document, List<Problem> problems) {
        this.document = document;
        this.problems = problems;
    }

    /** A type and all within it, which must also agree with themselves. */
    TypeDefinition read(List<Object> path) {
        var type = readPart(path);
        problems.addAll(TypeConsistency.check(type));
        return type;
    }

    private TypeDefinition readPart(List<Object> path) {
        var section = Section.of(document.value(path));
        return new TypeDefinition(
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
                section.values().get("items") == null ? null : readPart(Trees.append(path, "items")),
                properties(section, path),
                section.texts("required"),
                section.flag("additionalProperties", true),
                document.at(path));
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
                problems.add(Problem.error(
                        document.at(inside),
                        "property '" + name + "' has no type",
                        "write a type, such as { type: string }"));
            } else {
                properties.put(name, readPart(inside));
            }
        });
        return properties;
    }
}
