package dev.mxcp.core.project;

import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.EndpointDiscovery.Found;
import dev.mxcp.core.project.Project.FailedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads all endpoint files, side by side where there are many, and sets apart what cannot be used. */
final class EndpointLoading {

    private static final int WORTH_THREADS = 32;

    private final ProjectFiles files;
    private final List<Problem> problems;
    private final List<EndpointDefinition> definitions = new ArrayList<>();
    private final List<EndpointDefinition> setApart = new ArrayList<>();
    private final List<FailedFile> failures = new ArrayList<>();

    record Endpoints(
            List<EndpointDefinition> definitions,
            List<EndpointDefinition> setApart,
            List<FailedFile> failures,
            List<Problem> problems) {}

    EndpointLoading(ProjectFiles files, List<Problem> found) {
        this.files = files;
        this.problems = new ArrayList<>(found);
    }

    Endpoints load(Settings.Paths paths) {
        var found = new EndpointDiscovery(files, problems).find(paths);
        var reader = new EndpointReader(files);
        var stream = found.size() < WORTH_THREADS ? found.stream() : found.parallelStream();
        stream.map((Found file) -> reader.read(file.file(), file.kinds()))
                .toList()
                .forEach(this::sort);
        setDuplicatesApart();
        failures.sort(Comparator.comparing(FailedFile::file));
        failures.forEach(failure -> problems.addAll(failure.problems()));
        problems.sort(ProblemOrder.BY_PLACE);
        return new Endpoints(definitions, setApart, failures, problems);
    }

    private void sort(EndpointFile file) {
        switch (file) {
            case EndpointFile.Usable(var definition, var warnings) -> {
                definitions.add(definition);
                problems.addAll(warnings);
            }
            case EndpointFile.Unusable(var failure, var definition) -> {
                failures.add(failure);
                if (definition != null) {
                    setApart.add(definition);
                }
            }
            case EndpointFile.Skipped(var warnings) -> problems.addAll(warnings);
        }
    }

    /** Nobody can tell which of two namesakes is meant, so neither is used. */
    private void setDuplicatesApart() {
        Map<String, List<EndpointDefinition>> byName = new LinkedHashMap<>();
        definitions.forEach(definition -> byName.computeIfAbsent(definition.name(), name -> new ArrayList<>())
                .add(definition));
        Map<String, FailedFile> duplicates = new HashMap<>();
        byName.values().stream().filter(same -> same.size() > 1).forEach(same -> {
            var involved = same.stream().map(EndpointDefinition::file).collect(Collectors.joining(", "));
            same.forEach(definition -> duplicates.put(definition.file(), duplicate(definition, involved)));
        });
        if (!duplicates.isEmpty()) {
            definitions.stream()
                    .filter(definition -> duplicates.containsKey(definition.file()))
                    .forEach(setApart::add);
            definitions.removeIf(definition -> duplicates.containsKey(definition.file()));
            failures.addAll(duplicates.values());
        }
    }

    private static FailedFile duplicate(EndpointDefinition definition, String involved) {
        var what = definition.kind() == Kind.RESOURCE ? "URI" : "name";
        var problem = Problem.error(
                definition.where(),
                "Duplicate endpoint " + what + " '" + definition.name() + "' found in: " + involved,
                "give each its own " + what);
        return new FailedFile(definition.file(), definition.kind(), definition.name(), List.of(problem));
    }
}
