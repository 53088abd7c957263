package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.type.ParameterDefinition;
import dev.mxcp.core.type.TypeDefinition;
import dev.mxcp.core.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of an endpoint, their structure already checked. */
final class ParameterReader {

    private final YamlDocument document;
    private final Kind kind;
    private final TypeReader types;
    private final List<Problem> problems;
    private final Set<String> names = new HashSet<>();
    private final Set<String> headers = new HashSet<>();

    ParameterReader(YamlDocument document, Kind kind, TypeReader types, List<Problem> problems) {
        this.document = document;
        this.kind = kind;
        this.types = types;
        this.problems = problems;
    }

    /** @param path of the endpoint */
    List<ParameterDefinition> read(Section endpoint, List<Object> path) {
        var parameters = new ArrayList<ParameterDefinition>();
        var declared = Trees.list(endpoint.values().get("parameters"));
        for (int i = 0; i < declared.size(); i++) {
            parameters.add(parameter(Section.of(declared.get(i)), Trees.append(Trees.append(path, "parameters"), i)));
        }
        return parameters;
    }

    private ParameterDefinition parameter(Section declared, List<Object> path) {
        var name = declared.text("name", "");
        if (!names.add(name)) {
            error(path, "name", "duplicate parameter '" + name + "'", "rename or remove one of them");
        }
        var type = types.read(path);
        var header = declared.text("header");
        check(header, type, path);
        return new ParameterDefinition(name, type, header);
    }

    private void check(@Nullable String header, TypeDefinition type, List<Object> path) {
        if (header == null) {
            return;
        }
        if (kind != Kind.TOOL) {
            error(path, "header", "only parameters of tools have headers", "remove 'header'");
        }
        if (!headers.add(header.toLowerCase(Locale.ROOT))) {
            error(path, "header", "duplicate header '" + header + "'", "case does not count; choose another name");
        }
        if (!hasText(type)) {
            error(path, "header", "only a string, an integer or a boolean fits into a header", "remove 'header'");
        }
        if (type.sensitive()) {
            problems.add(Problem.warning(
                    document.at(Trees.append(path, "header")),
                    "a sensitive value is put into a header, where proxies may log it",
                    "remove 'header'"));
        }
    }

    private static boolean hasText(TypeDefinition type) {
        return switch (type.base()) {
            // clients see a timestamp as a number with fractions
            case STRING -> type.format() != TypeDefinition.Format.TIMESTAMP;
            case INTEGER, BOOLEAN -> true;
            case NUMBER, ARRAY, OBJECT -> false;
        };
    }

    private void error(List<Object> path, String key, String message, String remedy) {
        problems.add(Problem.error(document.at(Trees.append(path, key)), message, remedy));
    }
}
