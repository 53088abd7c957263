package dev.mxcp.core.generation;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.Settings.Toolset;
import dev.mxcp.core.sql.SqlTools;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** What toolsets name must be there. */
final class ToolsetChecks {

    private final TreeSet<String> names = new TreeSet<>();
    private final TreeSet<String> tags = new TreeSet<>();

    /** A file that cannot be used is told by itself; what it was to be is known here. */
    ToolsetChecks(Project project, boolean sqlTools) {
        project.endpoints().forEach(endpoint -> {
            names.add(endpoint.name());
            tags.addAll(endpoint.tags());
        });
        project.failedFiles().stream()
                .map(Project.FailedFile::name)
                .filter(Objects::nonNull)
                .forEach(names::add);
        if (sqlTools) {
            names.addAll(SqlTools.NAMES);
        }
    }

    List<Problem> check(List<Toolset> toolsets) {
        var problems = new ArrayList<Problem>();
        for (var toolset : toolsets) {
            for (var name : toolset.endpoints()) {
                if (!names.contains(name)) {
                    problems.add(Problem.error(
                            toolset.where(),
                            "toolset '%s': there is no endpoint '%s'%s"
                                    .formatted(toolset.name(), name, near(name, names)),
                            "write the name of a tool or prompt, or the URI of a resource"));
                }
            }
            for (var tag : toolset.tags()) {
                if (!tags.contains(tag)) {
                    problems.add(Problem.warning(
                            toolset.where(),
                            "toolset '%s': no endpoint has the tag '%s'%s"
                                    .formatted(toolset.name(), tag, near(tag, tags)),
                            "write a tag that an endpoint has"));
                }
            }
        }
        return problems;
    }

    private static String near(String word, Collection<String> candidates) {
        return Suggestion.of(word, candidates)
                .map("; did you mean '%s'?"::formatted)
                .orElse("");
    }
}
