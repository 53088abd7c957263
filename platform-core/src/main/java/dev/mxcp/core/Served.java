package dev.mxcp.core;

import dev.mxcp.core.generation.GenerationBuilder.Built;
import dev.mxcp.core.problem.Problem;
import dev.mxcp.core.project.Project;
import dev.mxcp.core.source.OpenDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A project with its open database and the generation made of them; replaced as a whole. */
record Served(Project project, OpenDatabase database, Built built) {

    Draft draft(Runnable end) {
        return new Draft(project, built.generation(), problems(), end);
    }

    /** What was found while it was read and while it was made ready; in order. */
    List<Problem> problems() {
        var all = new ArrayList<>(project.problems());
        all.addAll(built.problems());
        all.addAll(Unenforced.warnings(project));
        all.sort(Comparator.comparing(Problem::where));
        return List.copyOf(all);
    }

    /**
     * The longest that a call of it may take.
     *
     * @param taskTimeout how long a task may take that says nothing else
     */
    Duration longestCall(Duration taskTimeout) {
        var ofTasks = built.generation().tools().stream()
                .map(tool -> tool.definition().task())
                .filter(Objects::nonNull)
                .map(task -> Objects.requireNonNullElse(task.timeout(), taskTimeout));
        return Stream.concat(Stream.of(project.settings().limits().statementTimeout()), ofTasks)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    boolean isSound() {
        return problems().stream().noneMatch(Problem::isError);
    }
}
