package dev.mxcp.core.local;

import dev.mxcp.core.Draft;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDefinition;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.project.Project.FailedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts a project's problems by the endpoint they belong to. */
final class Verdicts {

    private final Map<String, List<Problem>> byFile = new HashMap<>();
    private final Set<String> told = new LinkedHashSet<>();
    private final List<Verdict> verdicts = new ArrayList<>();

    private Verdicts(List<Problem> problems) {
        problems.forEach(problem -> byFile.computeIfAbsent(problem.where().file(), file -> new ArrayList<>())
                .add(problem));
    }

    static Reply.Validation of(Draft draft) {
        return of(draft.project(), draft.problems());
    }

    static Reply.Validation of(Project project, List<Problem> problems) {
        var sorted = new Verdicts(problems);
        project.endpoints().forEach(sorted::add);
        project.failedFiles().forEach(sorted::add);
        sorted.verdicts.sort(Comparator.comparing(Verdict::file));
        var others = problems.stream()
                .filter(problem -> !sorted.told.contains(problem.where().file()))
                .toList();
        return new Reply.Validation(project.root().toString(), sorted.verdicts, others);
    }

    private void add(EndpointDefinition endpoint) {
        var problems = new ArrayList<>(take(endpoint.file()));
        var source = endpoint.source();
        var file = source == null ? null : source.file();
        if (file != null && !file.equals(endpoint.file())) {
            take(file).stream()
                    .filter(problem -> problem.concerns(endpoint.file()))
                    .forEach(problems::add);
        }
        verdicts.add(new Verdict(endpoint.kind().key(), endpoint.name(), endpoint.file(), true, problems));
    }

    private void add(FailedFile failed) {
        var kind = failed.kind();
        var name = failed.name();
        told.add(failed.file());
        failed.problems().forEach(problem -> told.add(problem.where().file()));
        var problems = new LinkedHashSet<>(failed.problems());
        problems.addAll(take(failed.file()));
        byFile.forEach((file, all) -> all.stream()
                .filter(problem -> failed.file().equals(problem.endpoint()))
                .forEach(problem -> {
                    told.add(file);
                    problems.add(problem);
                }));
        verdicts.add(new Verdict(
                kind == null ? "unknown" : kind.key(),
                name == null ? failed.file() : name,
                failed.file(),
                false,
                List.copyOf(problems)));
    }

    private List<Problem> take(String file) {
        told.add(file);
        return byFile.getOrDefault(file, List.of());
    }
}
