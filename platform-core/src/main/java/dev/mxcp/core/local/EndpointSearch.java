package dev.mxcp.core.local;

import dev.mxcp.core.Draft;
import dev.mxcp.core.catalog.Endpoint;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.problem.Suggestion;
import dev.mxcp.core.project.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint that a person means, or says why it cannot be run. */
sealed interface EndpointSearch {

    /** @param arguments those given, and the variables of a concrete resource URI */
    record Found(Endpoint endpoint, Map<String, @Nullable Object> arguments) implements EndpointSearch {}

    record Missing(String message) implements EndpointSearch {}

    static EndpointSearch of(Draft draft, Request.Run run) {
        return find(draft, run).<EndpointSearch>map(found -> found).orElseGet(() -> new Missing(reason(draft, run)));
    }

    private static Optional<Found> find(Draft draft, Request.Run run) {
        var generation = draft.generation();
        return switch (run.kind()) {
            case TOOL -> generation.tool(run.name()).map(tool -> new Found(tool, run.arguments()));
            case PROMPT -> generation.prompt(run.name()).map(prompt -> new Found(prompt, run.arguments()));
            case RESOURCE ->
                generation.resources().stream()
                        .filter(resource -> resource.name().equals(run.name()))
                        .map(resource -> new Found(resource, run.arguments()))
                        .findFirst()
                        .or(() -> generation.resource(run.name()).map(match -> {
                            var arguments = new LinkedHashMap<String, @Nullable Object>(match.variables());
                            arguments.putAll(run.arguments());
                            return new Found(match.endpoint(), arguments);
                        }));
        };
    }

    private static String reason(Draft draft, Request.Run run) {
        var problems = Verdicts.of(draft).verdicts().stream()
                .filter(verdict -> verdict.name().equals(run.name())
                        && verdict.kind().equals(run.kind().key()))
                .flatMap(verdict -> verdict.errors().stream())
                .toList();
        if (!problems.isEmpty()) {
            return "%s '%s' cannot be used:\n%s".formatted(run.kind().key(), run.name(), lines(problems));
        }
        var message = "Endpoint '%s' not found in %ss"
                .formatted(run.name(), run.kind().key());
        return Suggestion.of(run.name(), names(draft, run.kind()).toList())
                .map(near -> "%s; did you mean '%s'?".formatted(message, near))
                .orElse(message + "; 'mxcp list' shows what there is");
    }

    private static Stream<String> names(Draft draft, Kind kind) {
        var failed = draft.project().failedFiles().stream()
                .filter(file -> file.kind() == kind && file.name() != null)
                .map(file -> Objects.requireNonNull(file.name()));
        var sound = draft.project().endpoints().stream()
                .filter(endpoint -> endpoint.kind() == kind)
                .map(endpoint -> endpoint.name());
        return Stream.concat(sound, failed);
    }

    private static String lines(List<Problem> problems) {
        return problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n"));
    }
}
