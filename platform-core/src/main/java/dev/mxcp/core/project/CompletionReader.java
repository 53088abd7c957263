package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.yaml.YamlDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the {@code completion} of an endpoint's parameters. */
final class CompletionReader {

    private final YamlDocument document;
    private final SourceReader sources;
    private final List<Problem> problems;

    CompletionReader(YamlDocument document, SourceReader sources, List<Problem> problems) {
        this.document = document;
        this.sources = sources;
        this.problems = problems;
    }

    /** By the name of the parameter. */
    Map<String, CompletionDefinition> read(Kind kind, Section endpoint, List<Object> path) {
        var completions = new LinkedHashMap<String, CompletionDefinition>();
        var parameters = Trees.list(endpoint.values().get("parameters"));
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = Section.of(parameters.get(i));
            if (parameter.values().get("completion") == null) {
                continue;
            }
            var inside = Trees.append(Trees.append(Trees.append(path, "parameters"), i), "completion");
            if (kind == Kind.TOOL) {
                problems.add(Problem.warning(
                        document.at(inside),
                        "clients never ask for completions of a tool's parameters",
                        "remove it, or use it in a prompt or a resource"));
            }
            var completion = completion(parameter.section("completion"), inside);
            if (completion != null) {
                completions.put(parameter.text("name", ""), completion);
            }
        }
        return completions;
    }

    private @Nullable CompletionDefinition completion(Section section, List<Object> path) {
        var tool = section.text("endpoint");
        if (tool != null) {
            return new CompletionDefinition.Tool(tool, document.at(Trees.append(path, "endpoint")));
        }
        var file = section.text("file");
        var source = file == null ? inline(section, path) : sources.readFile(file, Trees.append(path, "file"), null);
        return source == null ? null : new CompletionDefinition.Sql(source);
    }

    private EndpointDefinition.Source inline(Section section, List<Object> path) {
        var sql = Trees.append(path, "sql");
        return new EndpointDefinition.Source(
                section.text("sql", ""), null, null, document.textAt(sql), document.isVerbatim(sql));
    }
}
